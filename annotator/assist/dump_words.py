"""Words that news sites of many languages write around a story: hints where shapes say little.

None of them decides alone. They are stems, compared without case; a language that is not here is
read by the shapes of its lines.
"""

from __future__ import annotations

import re


def _any_of(*lines: str) -> re.Pattern[str]:
    """A pattern of stems, with ` | ` between them.

    Stems of letters that know upper case begin a word: elsewhere “foto” would stand in longer
    words. Other scripts often write on without spaces.
    """
    stems = [stem for line in lines for stem in line.split(" | ")]
    cased = [stem for stem in stems if stem[0].upper() != stem[0]]
    other = [stem for stem in stems if stem[0].upper() == stem[0]]
    parts = [_one_of(r"(?<!\w)", cased)] if cased else []
    return re.compile("|".join([*parts, _one_of("", other)] if other else parts))


def _one_of(begin: str, stems: list[str]) -> str:
    """Most places are passed by their first letter: to try every stem there takes far longer."""
    firsts = "".join(sorted({re.escape(stem[0]) for stem in stems}))
    return rf"(?=[{firsts}]){begin}(?:{'|'.join(map(re.escape, stems))})"


COOKIE = _any_of(
    "cookie | küpsis | evästeet | eväste | vafrak | süti | sütik | slapuk | sīkdat",
    "vidakuzi | çerez | kuki | kolačić | piškotk | ciasteczk | куки | файли cookie | кукис",
    "бисквитк | колачић | колачињ | クッキー | 쿠키 | ኩኪ | ملفات تعريف الارتباط | كوكيز",
    "کوکی | کوکیز | עוגיות | קוקי | कुकी | কুকি | குக்கீ | కుకీ | കുക്കി | ಕುಕೀ | કૂકી",
    "ਕੂਕੀ | คุกกี้ | ຄຸກກີ | ကွတ်ကီး | ქუქი | քուքի | ខូគី",
)
"""Notices that a site keeps cookies, and their buttons."""

RELATED = _any_of(
    "related | read also | read more | also read | read next | more from | more on",
    "more news | most read | most viewed | more stories | trending | popular | recommended",
    "you may also | you might | see also | latest news | don't miss | verwandte",
    "ähnliche artikel | mehr zum thema | lesen sie auch | auch interessant | meistgelesen",
    "das könnte sie | weitere artikel | weitere meldungen | mehr aus | passend dazu",
    "gerelateerd | lees ook | lees meer | meer over | meest gelezen | meer nieuws",
    "relaterte | les også | relaterade | läs också | läs även | läs mer | mest läst",
    "mest lest | læs også | mest læste | relaterede | lue myös | lisää aiheesta",
    "luetuimmat | aiheeseen liittyv | lestu líka | mest lesið | tengdar | articles connexes",
    "articles liés | lire aussi | à lire aussi | sur le même sujet | à lire également",
    "les plus lus | articles similaires | voir aussi | artículos relacionados | relacionad",
    "lea también | le puede interesar | te puede interesar | lo más leído | más noticias",
    "más leíd | ver también | llegeix també | articles relacionats | leia também",
    "leia mais | artigos relacionados | notícias relacionadas | mais lidas | veja também",
    "saiba mais | articoli correlati | leggi anche | potrebbe interessarti | più letti",
    "correlati | citește și | articole similare | citeşte şi | cele mai citite | powiązane",
    "czytaj także | czytaj też | czytaj więcej | zobacz także | zobacz też | polecane",
    "najczęściej czytane | související | čtěte také | přečtěte si | nejčtenější | súvisiace",
    "čítajte aj | prečítajte si | sorodn | preberite tudi | povezan | pročitajte",
    "najčitanij | srodn | kapcsolódó | olvassa el | ajánljuk | legolvasottabb | susij",
    "taip pat skaitykite | skaitykite | lasi arī | saistīt | loe ka | seotud | loe veel",
    "ilgili haberler | ilgili | diğer haberler | çok okunan | bunlar da ilginizi | əlaqəli",
    "oxşar xəbərlər | daha çox | читайте также | читайте ещё | по теме | похожие",
    "связанные | популярное | материалы по | другие новости | самое читаемое",
    "читайте також | схожі | пов'язані | пов’язані | ще за темою | популярні | свързани",
    "още по темата | прочетете | повезан | прочитајте | сродн | најчитаније",
    "чытайце таксама | ұқсас | өзекті | окшош | холбоотой | бас оқы | σχετικ",
    "διαβάστε επίσης | διαβάστε ακόμα | δείτε επίσης | δημοφιλ | կարդացեք նաև | նման հոդված",
    "առնչվող | მსგავსი | დაკავშირებული | წაიკითხეთ | სხვა სიახლე | مواضيع ذات صلة | ذات صلة",
    "اقرأ أيضا | اقرأ أيضًا | أخبار ذات | الأكثر قراءة | قد يعجبك | مقالات مرتبطة",
    "المزيد من | مطالب مرتبط | اخبار مرتبط | مرتبط | بیشتر بخوانید | پربازدید | متعلقہ",
    "مزید خبریں | مزید پڑھیں | یہ بھی پڑھیں | قراءة المزيد | اړوند | כותרות נוספות",
    "כתבות נוספות | כתבות קשורות | קראו גם | קרא עוד | עוד בנושא | הנצפות | यह भी पढ़ें",
    "ये भी पढ़ें | संबंधित | सम्बन्धित | और पढ़ें | सम्बंधित | हे पण वाचा | हेही वाचा",
    "यो पनि | আরও পড়ুন | আরো পড়ুন | সম্পর্কিত | সর্বাধিক পঠিত | தொடர்புடைய",
    "மேலும் படிக்க | సంబంధిత | ఇవి కూడా | ബന്ധപ്പെട്ട | സംബന്ധിയായ | ಸಂಬಂಧಿತ | ಇದನ್ನೂ ಓದಿ",
    "સંબંધિત | આ પણ વાંચો | ਸੰਬੰਧਿਤ | ਇਹ ਵੀ ਪੜ੍ਹੋ | අදාළ | ආශ්‍රිත | 关联 | 相关 | 相關",
    "延伸阅读 | 延伸閱讀 | 推荐阅读 | 推薦 | 热门 | 熱門 | 更多新闻 | 更多新聞 | 热点",
    "猜你喜欢 | 関連 | あわせて読みたい | おすすめ | ランキング | 人気記事 | 관련기사",
    "관련 기사 | 많이 본 | 추천 기사 | 인기 기사 | 관련 뉴스 | 관련뉴스 | ข่าวที่เกี่ยวข้อง",
    "เกี่ยวข้อง | อ่านเพิ่มเติม | ข่าวอื่น | ກ່ຽວຂ້ອງ | ពាក់ព័ន្ធ | ဆက်စပ် | ဆက်လက်ဖတ်ရှု",
    "bài liên quan | tin liên quan | liên quan | xem thêm | đọc thêm | tin khác",
    "berita terkait | baca juga | terkait | terpopuler | berkaitan | kaugnay | basahin din",
    "habari zinazohusiana | soma pia | zinazohusiana | verwante | masu alaka | karanta kuma",
    "labarai masu | ተያያዥ | ተዛማጅ | la xidhiidha | la xiriira | akwụkwọ | jẹmọ | ezihlobene",
    "artikull të ngjash | lexo edhe | të ngjashme | të lidhura | erthyglau | gaolmhar",
    "lotura duten | irakurri ere",
)
"""Headings above other stories, and what introduces a link to one."""

COMMENTS = _any_of(
    "comment | comments | leave a reply | join the discussion | join the conversation",
    "kommentar | reacties | reactie | kommenttit | kommentit | commentaire | comentari",
    "comentário | commenti | komentarz | komentář | komentár | komentar | hozzászólás",
    "yorum | komentaras | komentāri | комментари | коментар | каментар | пікір | σχόλια",
    "մեկնաբան | კომენტარ | تعليق | نظرات | دیدگاه | تبصر | תגובות | תגובה | टिप्पणी",
    "टिप्पणियाँ | মন্তব্য | கருத்து | వ్యాఖ్య | 评论 | 評論 | 留言 | コメント | 댓글",
    "ความคิดเห็น | ý kiến bạn đọc | bình luận | maoni | አስተያየት | မှတ်ချက်",
)
"""Headings above what readers wrote."""

CREDIT = _any_of(
    "photo | photograph | picture: | image: | photo: | foto | fotó | bild: | grafik:",
    "kuva: | kuvat: | mynd: | valokuva | crédit | credito | crédito | fotografía",
    "fotografia | imagem: | imagen: | immagine: | zdjęcie | fot. | snímek | fotoğraf",
    "nuotr. | illustration: | courtesy of | via getty | getty images | фото | снимка",
    "здымак | сурет | φωτο | φωτογραφία | լուսանկար | ფოტო | تصوير | الصورة | صورة: | عکس",
    "تصویر: | فوٹو | צילום | תמונה: | फोटो | फ़ोटो | तस्वीर | छायाचित्र | ছবি: | ছবি",
    "படம்: | ఫొటో | ಚಿತ್ರ | ചിത്രം: | 图片来源 | 圖片 | 写真 | 사진 | ภาพ: | ភាព | ảnh:",
    "larawan | picha: | ፎቶ",
)
"""Signs of a caption's credit."""

FURNITURE = _any_of(
    "privacy policy | privacy | terms of | all rights reserved | copyright | subscribe",
    "newsletter | sign up | log in | login | register | advertisement | about us",
    "contact us | follow us | share this | skip to | impressum | datenschutz",
    "alle rechte vorbehalten | abonnieren | anmelden | werbung | anzeige | mentions légales",
    "politique de confidentialité | tous droits réservés | s'abonner | inscrivez-vous",
    "publicité | todos los derechos | suscríbete | suscribirse | aviso legal",
    "política de privac | publicidad | todos os direitos | assine | inscreva-se",
    "tutti i diritti | informativa sulla privacy | iscriviti | pubblicità | wszelkie prawa",
    "polityka prywatności | regulamin | reklama | všechna práva | minden jog | adatvédelm",
    "impresszum | toate drepturile | gizlilik | tüm hakları | künye | abone ol | все права",
    "политика конфиденц | подпис | реклама | использовании материалов | усі права",
    "політика конфід | όροι χρήσης | πολιτική απορρήτου | επικοινωνία | πνευματικ",
    "جميع الحقوق | سياسة الخصوصية | اتصل بنا | اشترك | حقوق | תקנון | כל הזכויות | מדיניות",
    "צור קשר | कॉपीराइट | सर्वाधिकार | गोपनीयता | फॉलो करें | সর্বস্বত্ব | গোপনীয়তা",
    "যোগাযোগ | 版权 | 版權 | 隐私 | 隱私 | 关于我们 | 联系我们 | 責任編集 | 责任编辑 | 編輯",
    "プライバシー | 個人情報 | 会員記事 | 有料会員 | 会社案内 | 저작권 | 무단 전재",
    "개인정보 | 구독 | นโยบาย | ติดตามเรา | สงวนลิขสิทธิ์ | chính sách | bản quyền",
    "kebijakan privasi | sera ya faragha | የሚስጥር ፖሊሲ | ግላዊነት | კონფიდენციალ | գաղտնիության",
    "ετικέτες | tags: | schlagwort | etiquetas | теги:",
)
"""What sites write about themselves and beneath their stories."""

CREDIT_ENDS = re.compile(r"(?:摄|攝|撮影|提供|供图|제공|촬영)\s*[)）】」]*\Z")
"""What ends a caption in scripts that name the photographer first."""

BYLINE = re.compile(
    r"(?:by|written by|words by|story by|text|von|vom|par|por|di|da|de|door|av|af|tekst|od|autor"
    r"|autorin|autore|auteur|redaktion|kirjoittaja|írta|szerző|piše|yazan|haber|автор|текст|від"
    r"|от|του|της|oleh|bởi|na|كتب|كتبت|بقلم|نوشته|تحریر|מאת)\b:?\s"
    r"|.{0,20}(?:记者|記者|기자|संवाददाता|প্রতিবেদক)"
)
"""How a line with the name of an author begins."""
