PRAGMA application_id=1095650900;
PRAGMA user_version=5;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE annotation_sets (
	id INTEGER NOT NULL, 
	page_id INTEGER NOT NULL, 
	annotator_id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	undecided_count INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	received_revision INTEGER DEFAULT '0' NOT NULL, 
	guideline_version INTEGER, 
	CONSTRAINT pk_annotation_sets PRIMARY KEY (id), 
	CONSTRAINT uq_annotation_sets_page_id UNIQUE (page_id, annotator_id), 
	CONSTRAINT fk_annotation_sets_page_id FOREIGN KEY(page_id) REFERENCES pages (id), 
	CONSTRAINT fk_annotation_sets_annotator_id FOREIGN KEY(annotator_id) REFERENCES annotators (id), 
	CONSTRAINT fk_annotation_sets_document_id FOREIGN KEY(document_id) REFERENCES documents (id)
);
INSERT INTO "annotation_sets" VALUES(1,1,1,1,'in progress',1,3,0,NULL);
INSERT INTO "annotation_sets" VALUES(2,1,3,1,'in progress',1,1,0,1);
CREATE TABLE annotations (
	set_id INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	label VARCHAR(64) NOT NULL, 
	origin VARCHAR(32) NOT NULL, 
	note TEXT NOT NULL, 
	uncertain BOOLEAN NOT NULL, 
	CONSTRAINT pk_annotations PRIMARY KEY (set_id, start), 
	CONSTRAINT ck_annotations_span CHECK (start >= 0 AND "end" > start), 
	CONSTRAINT fk_annotations_set_id FOREIGN KEY(set_id) REFERENCES annotation_sets (id)
)
 WITHOUT ROWID

;
INSERT INTO "annotations" VALUES(1,0,8,'headline','by hand','',0);
INSERT INTO "annotations" VALUES(1,9,18,'body','by hand','',0);
INSERT INTO "annotations" VALUES(2,0,8,'headline','by hand','',0);
INSERT INTO "annotations" VALUES(2,9,18,'body','by hand','',0);
CREATE TABLE annotators (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	fork_of INTEGER, 
	CONSTRAINT pk_annotators PRIMARY KEY (id), 
	CONSTRAINT uq_annotators_name UNIQUE (name), 
	CONSTRAINT fk_annotators_fork_of FOREIGN KEY(fork_of) REFERENCES annotators (id)
);
INSERT INTO "annotators" VALUES(1,'Ada',NULL);
INSERT INTO "annotators" VALUES(2,'Bo',NULL);
INSERT INTO "annotators" VALUES(3,'gold',NULL);
CREATE TABLE assignments (
	page_id INTEGER NOT NULL, 
	annotator_id INTEGER NOT NULL, 
	given_at DATETIME NOT NULL, 
	CONSTRAINT pk_assignments PRIMARY KEY (page_id, annotator_id), 
	CONSTRAINT fk_assignments_page_id FOREIGN KEY(page_id) REFERENCES pages (id), 
	CONSTRAINT fk_assignments_annotator_id FOREIGN KEY(annotator_id) REFERENCES annotators (id)
);
INSERT INTO "assignments" VALUES(1,2,'2026-03-04 12:00:00.000000');
CREATE TABLE documents (
	id INTEGER NOT NULL, 
	page_id INTEGER NOT NULL, 
	segmenter VARCHAR(64) NOT NULL, 
	text TEXT NOT NULL, 
	blocks TEXT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_documents PRIMARY KEY (id), 
	CONSTRAINT uq_documents_page_id UNIQUE (page_id, segmenter), 
	CONSTRAINT fk_documents_page_id FOREIGN KEY(page_id) REFERENCES pages (id)
);
INSERT INTO "documents" VALUES(1,1,'test-1','Big news
It rained
Menu','{"version":1,"segmenter":"test-1","cut":null,"start":[0,9,19],"length":[8,9,4],"xpath":[0,0,0],"run":[0,0,0],"class":[0,0,0],"id":[0,0,0],"link":[0,0,0],"hidden":[0,0,0],"paragraph":[null,null,null],"words":[""]}','f97c2154c53c27b10b3db7771fc6d6ea3cb8fe563cacb51d0015b71474c61945');
INSERT INTO "documents" VALUES(2,2,'test-1','Big news
It rained
Menu','{"version":1,"segmenter":"test-1","cut":null,"start":[0,9,19],"length":[8,9,4],"xpath":[0,0,0],"run":[0,0,0],"class":[0,0,0],"id":[0,0,0],"link":[0,0,0],"hidden":[0,0,0],"paragraph":[null,null,null],"words":[""]}','f97c2154c53c27b10b3db7771fc6d6ea3cb8fe563cacb51d0015b71474c61945');
CREATE TABLE guidelines (
	version INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	added_at DATETIME NOT NULL, 
	CONSTRAINT pk_guidelines PRIMARY KEY (version)
);
INSERT INTO "guidelines" VALUES(1,'# Rules','2026-03-04 12:00:00.000000');
CREATE TABLE journal (
	set_id INTEGER NOT NULL, 
	sequence INTEGER NOT NULL, 
	annotator_id INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	name TEXT NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	made_at DATETIME NOT NULL, 
	proposed TEXT, 
	model TEXT, 
	elapsed_ms INTEGER, 
	decision TEXT, 
	CONSTRAINT pk_journal PRIMARY KEY (set_id, sequence), 
	CONSTRAINT fk_journal_set_id FOREIGN KEY(set_id) REFERENCES annotation_sets (id), 
	CONSTRAINT fk_journal_annotator_id FOREIGN KEY(annotator_id) REFERENCES annotators (id)
)
 WITHOUT ROWID

;
INSERT INTO "journal" VALUES(1,1,1,'edit','Label both','[]','[[0,8,"headline","by hand","",false],[9,18,"body","by hand","",false]]','in progress','2026-03-04 12:00:00.000000','[[0,8,"headline",0.975,"rule"]]','model-1',1500,NULL);
INSERT INTO "journal" VALUES(1,2,1,'undo','Label both','[[0,8,"headline","by hand","",false],[9,18,"body","by hand","",false]]','[]','in progress','2026-03-04 12:00:00.000000',NULL,NULL,NULL,NULL);
INSERT INTO "journal" VALUES(1,3,1,'redo','Label both','[]','[[0,8,"headline","by hand","",false],[9,18,"body","by hand","",false]]','in progress','2026-03-04 12:00:00.000000',NULL,NULL,NULL,NULL);
INSERT INTO "journal" VALUES(2,1,2,'edit','Take Ada''s','[]','[[0,8,"headline","by hand","",false],[9,18,"body","by hand","",false]]','in progress','2026-03-04 12:00:00.000000',NULL,NULL,NULL,'[["side",["Ada"],"Ada","It is."],[[0,8,"exact",["headline"],"headline"]]]');
CREATE TABLE label_sets (
	project_id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	added_at DATETIME NOT NULL, 
	CONSTRAINT pk_label_sets PRIMARY KEY (project_id, version), 
	CONSTRAINT fk_label_sets_project_id FOREIGN KEY(project_id) REFERENCES projects (id)
);
INSERT INTO "label_sets" VALUES(1,3,'
name = "Labels of the tests"
version = 3

[[label]]
id = "body"
name = "Body"
keys = ["b"]
light = "#ffffff"
dark = "#000000"
','2026-11-24 23:47:18.303895');
CREATE TABLE learners (
	id INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	model TEXT NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_learners PRIMARY KEY (id)
);
INSERT INTO "learners" VALUES(1,'2026-03-04 12:00:00.000000','model-1',X'77656967687473');
CREATE TABLE page_contents (
	page_id INTEGER NOT NULL, 
	frame BLOB NOT NULL, 
	CONSTRAINT pk_page_contents PRIMARY KEY (page_id), 
	CONSTRAINT fk_page_contents_page_id FOREIGN KEY(page_id) REFERENCES pages (id)
);
INSERT INTO "page_contents" VALUES(1,X'28B52FFD200C6100003C703E66697273743C2F703E');
INSERT INTO "page_contents" VALUES(2,X'28B52FFD200D6900003C703E7365636F6E643C2F703E');
CREATE TABLE page_evidence (
	page_id INTEGER NOT NULL, 
	version VARCHAR(64) NOT NULL, 
	byte_count INTEGER NOT NULL, 
	frame BLOB NOT NULL, 
	text_hashes BLOB, 
	signatures BLOB, 
	CONSTRAINT pk_page_evidence PRIMARY KEY (page_id), 
	CONSTRAINT fk_page_evidence_page_id FOREIGN KEY(page_id) REFERENCES pages (id)
);
INSERT INTO "page_evidence" VALUES(2,'evidence-1',13,X'28B52FFD200D6900007B227469746C6573223A5B5D7D',X'382062797465732138206279746573213820627974657321',X'616E6F7468657221');
CREATE TABLE page_prospects (
	page_id INTEGER NOT NULL, 
	template INTEGER NOT NULL, 
	doubt FLOAT NOT NULL, 
	doubtful_count INTEGER NOT NULL, 
	model TEXT NOT NULL, 
	CONSTRAINT pk_page_prospects PRIMARY KEY (page_id), 
	CONSTRAINT fk_page_prospects_page_id FOREIGN KEY(page_id) REFERENCES pages (id)
);
INSERT INTO "page_prospects" VALUES(1,1,0.5,2,'model-1');
CREATE TABLE page_resources (
	page_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	url TEXT NOT NULL, 
	media_type TEXT NOT NULL, 
	byte_count INTEGER NOT NULL, 
	frame BLOB NOT NULL, 
	CONSTRAINT pk_page_resources PRIMARY KEY (page_id, number), 
	CONSTRAINT fk_page_resources_page_id FOREIGN KEY(page_id) REFERENCES pages (id)
);
INSERT INTO "page_resources" VALUES(2,1,'https://news.example.org/look.css','text/css',16,X'28B52FFD201081000070207B20636F6C6F723A20726564207D');
CREATE TABLE pages (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	digest VARCHAR(64) NOT NULL, 
	byte_count INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	name TEXT NOT NULL, 
	title TEXT NOT NULL, 
	url TEXT, 
	site TEXT NOT NULL, 
	charset TEXT, 
	encoding VARCHAR(64) NOT NULL, 
	encoding_source VARCHAR(32) NOT NULL, 
	replaced_count INTEGER NOT NULL, 
	cut TEXT, 
	block_count INTEGER NOT NULL, 
	imported_at DATETIME NOT NULL, 
	fetched_at DATETIME, 
	given_title TEXT, 
	is_blind BOOLEAN DEFAULT 0 NOT NULL, 
	is_calibration BOOLEAN DEFAULT 0 NOT NULL, 
	licence TEXT, 
	CONSTRAINT uq_pages_digest UNIQUE (digest)
);
INSERT INTO "pages" VALUES(1,'9a17ecbcc87151aaf729b10d1256d47513b026fb23e0a3edb8ab97221a88232f',12,'html','folder/page.html','Big news','https://news.example.org/1','example.org',NULL,'utf-8','meta element',0,NULL,3,'2026-03-04 12:00:00.000000',NULL,NULL,0,0,NULL);
INSERT INTO "pages" VALUES(2,'a09951179b4f7e1125918a8128ce92ecc4edf4d675cd7c2db8733fa2730d902e',13,'html','folder/page.html','Big news',NULL,'example.org','utf-8','utf-8','meta element',0,'It is too deep.',3,'2026-03-04 12:00:00.000000','2026-03-01 08:30:00.000000','Second',1,0,'CC-BY-4.0');
CREATE TABLE projects (
	id INTEGER NOT NULL, 
	uuid VARCHAR(36) NOT NULL, 
	name TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	blind_share FLOAT DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_projects PRIMARY KEY (id), 
	CONSTRAINT uq_projects_uuid UNIQUE (uuid)
);
INSERT INTO "projects" VALUES(1,'b5ac7619-ccc9-4e89-a141-40ffe8b81517','Kept','2026-11-24 23:47:18.303895',0.25);
CREATE TABLE remarks (
	id VARCHAR(36) NOT NULL, 
	page_id INTEGER NOT NULL, 
	thread VARCHAR(36) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	author_id INTEGER NOT NULL, 
	about_id INTEGER, 
	start INTEGER, 
	"end" INTEGER, 
	quote TEXT NOT NULL, 
	text TEXT NOT NULL, 
	revision INTEGER, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_remarks PRIMARY KEY (id), 
	CONSTRAINT fk_remarks_page_id FOREIGN KEY(page_id) REFERENCES pages (id), 
	CONSTRAINT fk_remarks_author_id FOREIGN KEY(author_id) REFERENCES annotators (id), 
	CONSTRAINT fk_remarks_about_id FOREIGN KEY(about_id) REFERENCES annotators (id)
);
INSERT INTO "remarks" VALUES('0b4ee76d-8df8-4ba2-8a3a-4f7d7cbd4a01',1,'0b4ee76d-8df8-4ba2-8a3a-4f7d7cbd4a01','comment',2,NULL,0,8,'Big news','Why?',NULL,'2026-03-04 12:00:00.000000');
INSERT INTO "remarks" VALUES('5e1f0c1c-31f1-4f0e-8e53-8f3c35a4c102',1,'5e1f0c1c-31f1-4f0e-8e53-8f3c35a4c102','returned',2,1,NULL,NULL,'','The menu is undecided.',3,'2026-03-04 12:00:00.000000');
CREATE INDEX ix_pages_site ON pages (site);
CREATE INDEX ix_page_evidence_version ON page_evidence (version);
CREATE INDEX ix_remarks_page_id ON remarks (page_id);
CREATE INDEX ix_annotation_sets_document_id ON annotation_sets (document_id);
CREATE INDEX ix_annotation_sets_annotator_id ON annotation_sets (annotator_id);
CREATE TRIGGER journal_refuses_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_refuses_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER remarks_refuse_update BEFORE UPDATE ON remarks BEGIN SELECT RAISE(ABORT, 'a remark is never changed'); END;
CREATE TRIGGER remarks_refuse_delete BEFORE DELETE ON remarks BEGIN SELECT RAISE(ABORT, 'a remark is never changed'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('pages',2);
COMMIT;
