import pytest

from annotator.core.errors import UserError
from annotator.core.labels import Label, LabelId, LabelSet, Pattern, parse_label_set
from annotator.core.roles import Role

SOURCE = """
name = "Regions"
version = 3

[[label]]
id = "story"
name = "Story"
keys = ["S", "1"]
light = "#AABBCC"
dark = "#001122"
pattern = "back diagonal"
definition = " The story itself. "
examples = ["One.", "Two."]

[[label]]
id = "rest"
name = "Rest"
keys = ["r"]
light = "#ffffff"
dark = "#000000"
fills = true
"""


def refusal(source):
    with pytest.raises(UserError) as caught:
        parse_label_set(source, "labels.toml")
    assert caught.value.sentence.startswith("labels.toml")
    return str(caught.value)


def test_a_label_set_is_read_with_all_its_fields():
    assert parse_label_set(SOURCE) == LabelSet(
        name="Regions",
        version=3,
        labels=(
            Label(
                id=LabelId("story"),
                name="Story",
                keys=("s", "1"),
                light="#aabbcc",
                dark="#001122",
                pattern=Pattern.BACK_DIAGONAL,
                definition="The story itself.",
                examples=("One.", "Two."),
            ),
            Label(LabelId("rest"), "Rest", ("r",), "#ffffff", "#000000", Pattern.SOLID, fills=True),
        ),
    )


def test_name_and_version_may_be_left_out():
    bare = SOURCE.replace('name = "Regions"\nversion = 3\n', "")
    assert (parse_label_set(bare).name, parse_label_set(bare).version) == ("Labels", 1)


def test_a_label_is_found_by_its_id_and_an_unknown_id_names_the_known():
    labels = parse_label_set(SOURCE)
    assert labels.get("rest").name == "Rest"
    with pytest.raises(UserError) as caught:
        labels.get("tale")
    assert str(caught.value) == (
        "There is no label “tale” in this project. Its labels: story, rest."
    )


def test_the_filler_is_the_label_that_says_so_and_there_may_be_none():
    assert parse_label_set(SOURCE).filler.id == "rest"
    assert parse_label_set(SOURCE.replace("fills = true", "")).filler is None


def test_names_may_be_in_any_script_and_keys_may_be_given_in_either_case():
    words = SOURCE.replace('"Story"', '"می\N{ZERO WIDTH NON-JOINER}خواهم"').replace(
        '["r"]', '["R", "r"]'
    )
    labels = parse_label_set(words).labels
    assert labels[0].name == "می\N{ZERO WIDTH NON-JOINER}خواهم"
    assert labels[1].keys == ("r",)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('id = "story"', "", "label 1: id is missing or not a text"),
        ('id = "story"', "id = 4", "label 1: id is missing or not a text"),
        ('id = "story"', 'id = " "', "label 1: id is missing or not a text"),
        ('id = "story"', 'id = "Story"', "“Story” is no id"),
        ('id = "story"', 'id = "2nd"', "“2nd” is no id"),
        ('id = "story"', 'id = "sto-ry"', "“sto-ry” is no id"),
        ('id = "story"', 'id = "mixed"', "“mixed” cannot be an id"),
        ('id = "story"', 'id = "none"', "“none” cannot be an id"),
        ('id = "story"', 'id = "rest"', "“Story” and “Rest” share the id rest"),
        ('name = "Story"', "", "label 1: name is missing or not a text"),
        ('name = "Story"', 'name = ""', "label 1: name is missing or not a text"),
        ('name = "Story"', r'name = "Sto\nry"', "one line of at most 60"),
        ('name = "Story"', f'name = "{"S" * 61}"', "one line of at most 60"),
        ('name = "Story"', 'name = "Rest"', "“Rest” and “Rest” share the name Rest"),
        ('keys = ["r"]', "", "label 2: keys must be a list"),
        ('keys = ["r"]', "keys = []", "label 2: keys must be a list"),
        ('keys = ["r"]', 'keys = "r"', "label 2: keys must be a list"),
        ('keys = ["r"]', "keys = [2]", "label 2: keys must be a list"),
        ('keys = ["r"]', 'keys = ["re"]', "label 2: keys must be a list"),
        ('keys = ["r"]', 'keys = ["?"]', "label 2: keys must be a list"),
        ('keys = ["r"]', 'keys = ["é"]', "label 2: keys must be a list"),
        ('keys = ["r"]', 'keys = ["s"]', "“Story” and “Rest” share the key s"),
        ('light = "#ffffff"', "", "label 2: light is missing or not a text"),
        ('light = "#ffffff"', 'light = "white"', "light “white” is no colour"),
        ('dark = "#000000"', 'dark = "#000"', "dark “#000” is no colour"),
        ('dark = "#000000"', 'dark = "#00000g"', "dark “#00000g” is no colour"),
        ('pattern = "back diagonal"', 'pattern = "wavy"', "no pattern “wavy”"),
        ('pattern = "back diagonal"', "pattern = 3", "pattern is missing or not a text"),
        ('definition = " The story itself. "', "definition = 3", "definition is missing or not"),
        ('examples = ["One.", "Two."]', 'examples = "One."', "examples must be a list of texts"),
        ('examples = ["One.", "Two."]', "examples = [1]", "examples must be a list of texts"),
        ("fills = true", 'fills = "yes"', "fills must be true or false"),
        ('id = "story"', 'id = "story"\nfills = true', "only one label can be the one that fills"),
        ("version = 3", "version = 0", "version must be a whole number from 1"),
        ("version = 3", "version = 1.5", "version must be a whole number from 1"),
        ("version = 3", "version = true", "version must be a whole number from 1"),
        ("version = 3", "version = 99999999999", "version must be a whole number from 1"),
        ("version = 3", "versoin = 3", "there is no field “versoin”"),
        ('name = "Regions"', "name = 3", "name is missing or not a text"),
        ("version = 3", "version =", "is not valid TOML"),
        ("version = 3", "version = " + "9" * 5_000, "is not valid TOML"),
        ("version = 3", "deep = " + "[" * 5_000, "is not valid TOML"),
    ],
)
def test_what_is_wrong_in_a_label_set_is_named(old, new, complaint):
    assert SOURCE.count(old) == 1
    assert complaint in refusal(SOURCE.replace(old, new))


@pytest.mark.parametrize(
    "source", ["", 'name = "Empty"', "label = []", "label = 3", "[label]\nid = 'a'"]
)
def test_a_set_without_labels_is_refused(source):
    assert "holds no label" in refusal(source)


def test_a_label_that_is_no_table_is_refused():
    assert "label 1 is not a table" in refusal("label = [3]")


def test_more_labels_than_keys_are_refused():
    many = "".join(f'[[label]]\nid = "l{n}"\n' for n in range(36))
    assert "holds 36 labels; 35 is the most" in refusal(many)


def test_a_text_that_is_too_large_is_refused_unread():
    assert "too large for a label set" in refusal("# " + "ሰ" * 90_000)


def test_every_refusal_says_where():
    assert refusal(SOURCE.replace('light = "#ffffff"', "")).startswith("labels.toml, label 2: ")


def with_role(role, label_id="story"):
    return SOURCE.replace('id = "story"', f'id = "{label_id}"\nrole = "{role}"')


def test_a_label_has_the_role_that_it_names():
    assert parse_label_set(with_role("body")).get("story").role is Role.BODY
    assert parse_label_set(with_role("body", "teaser")).get("teaser").role is Role.BODY


def test_a_label_without_a_role_has_that_of_its_id_if_it_is_one():
    for role in Role:
        label_set = parse_label_set(SOURCE.replace('"story"', f'"{role}"'))
        assert label_set.get(role).role is role
    assert parse_label_set(SOURCE).get("story").role is None


def test_the_empty_role_is_none_even_for_a_label_of_that_id():
    assert parse_label_set(with_role("", "body")).get("body").role is None


@pytest.mark.parametrize("role", ["Body", "story", "rest", "body teaser"])
def test_a_role_that_there_is_not_is_refused_with_those_that_there_are(role):
    message = refusal(with_role(role))
    assert f"no role “{role}”" in message
    assert "headline, body, teaser, ai_label, boilerplate" in message


def test_a_role_that_is_no_text_is_refused():
    assert "role" in refusal(SOURCE.replace('id = "story"', 'id = "story"\nrole = 1'))


def test_two_labels_cannot_have_one_role_whether_named_or_by_their_ids():
    both = with_role("teaser").replace('id = "rest"', 'id = "teaser"')
    assert refusal(both).endswith("“Story” and “Rest” share the role teaser.")
    assert parse_label_set(both.replace('role = "teaser"', 'role = "body"'))


def test_the_label_of_a_role_is_found_and_may_be_missing():
    label_set = parse_label_set(with_role("body"))
    assert label_set.of_role(Role.BODY) is label_set.get("story")
    assert label_set.of_role(Role.HEADLINE) is None
