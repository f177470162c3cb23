//! Words that tell what a line is, whatever the page calls it: tables for [`posts`](super::posts) and [`pointers`](super::pointers).
//!
//! Written down from general knowledge of sites and boards in the languages with the most pages on the web; lower case, without the [`MARKS`].

use crate::text::wordlist::WordList;
use std::ops::RangeInclusive;

/// What some write and some do not: the dot that a lower-case Turkish i keeps of its capital, vowels of Arabic.
pub(super) const MARKS: &[RangeInclusive<char>] = &['\u{307}'..='\u{307}', '\u{64b}'..='\u{652}'];

/// What the packs of phpBB, vBulletin, IPB, SMF and `XenForo` call the date and the numbers that stand below the name of a member.
#[rustfmt::skip]
pub(super) const MEMBER: &[&str] = &[
    "join date", "joined", "member since", "registered", "posts", "messages", "threads", "registriert",
    "registriert seit", "dabei seit", "mitglied seit", "beiträge", "themen", "inscription", "inscrit le",
    "messages postés", "registrado", "mensajes", "fecha de ingreso", "iscritto il", "messaggi", "registrado em",
    "mensagens", "geregistreerd", "lid sinds", "berichten", "dołączył", "dołączyła", "dołączył(a)", "rejestracja",
    "posty", "registrován", "příspěvky", "registrerad", "inlägg", "kayıt tarihi", "mesajlar", "mesaj sayısı",
    "регистрация", "зарегистрирован", "сообщений", "сообщения", "пользователь №", "реєстрація", "повідомлень",
    "注册时间", "注册日期", "帖子", "註冊時間", "登録日", "投稿", "가입일", "전체글", "المشاركات", "تاريخ التسجيل",
];

/// How they begin the note on a change.
#[rustfmt::skip]
pub(super) static CHANGED: WordList = WordList::new(&[
    "last edit", "last modified", "edited by", "this post has been edited by", "zuletzt bearbeitet",
    "zuletzt geändert", "dernière modification", "dernière édition", "modifié en dernier", "última edición",
    "última edição", "editado pela última vez", "ultima modifica", "laatst bewerkt", "laatst aangepast",
    "ostatnio edytowan", "ostatnio zmienion", "naposledy upravil", "senast redigerad", "son düzenleme",
    "последний раз редактировалось", "сообщение отредактировал", "отредактировано", "востаннє редагувалось",
    "本帖最后由", "最終編集",
]);

/// How lines begin that point to another article.
#[rustfmt::skip]
pub(super) static POINTERS: WordList = WordList::new(&[
    "read also", "also read", "read more", "read next", "related", "related story", "related stories",
    "related article", "related articles", "related reading", "more on this story", "you may also like",
    "lesen sie auch", "lesen sie hier", "lies auch", "mehr zum thema", "mehr dazu", "weiterlesen", "lire aussi",
    "à lire aussi", "a lire aussi", "lire également", "à lire également", "voir aussi", "lee también",
    "lee tambien", "lea también", "leer más", "te puede interesar", "ver también", "leia também", "leia mais",
    "veja também", "saiba mais", "leggi anche", "leggi di più", "vedi anche", "lees ook", "lees meer",
    "lees verder", "czytaj też", "czytaj także", "czytaj również", "czytaj więcej", "zobacz też", "zobacz także",
    "zobacz również", "läs också", "läs även", "läs mer", "les også", "læs også", "lue myös", "lue lisää",
    "čtěte také", "čtěte též", "přečtěte si", "přečtěte si také", "prečítajte si", "prečítajte si aj",
    "prečítajte si tiež", "olvassa el", "kapcsolódó", "citește și", "citeşte şi", "citește mai mult",
    "διαβάστε επίσης", "διαβαστε επισης", "διαβάστε ακόμη", "διαβάστε ακόμα", "ayrıca okuyun", "ilgili haber",
    "ilgili haberler", "bunu da oku", "читайте также", "читать также", "читайте ещё", "читайте еще", "по теме",
    "смотрите также", "читайте також", "baca juga", "xem thêm", "đọc thêm", "यह भी प\u{922}\u{93c}ें",
    "यह भी प\u{95d}ें", "ये भी प\u{922}\u{93c}ें", "ये भी प\u{95d}ें", "อ่านเพิ่มเติม", "อ่านข่าว", "קראו גם",
    "קראו עוד", "اقرأ أيضا", "اقرأ ايضا", "إقرأ أيضا", "اقرأ المزيد", "للمزيد", "بیشتر بخوانید", "相关阅读", "延伸阅读",
    "相关新闻", "相关报道", "推荐阅读", "更多阅读", "阅读更多", "相關閱讀", "延伸閱讀", "相關新聞", "相關報導", "推薦閱讀", "更多新聞", "関連記事", "あわせて読みたい",
    "続きを読む", "관련기사", "관련 기사",
]);

/// What stands alone over a place for an advertisement.
#[rustfmt::skip]
pub(super) static ADVERTISEMENTS: WordList = WordList::new(&[
    "advertisement", "advertisements", "sponsored", "anzeige", "werbung", "publicité", "publicidad", "publicidade",
    "pubblicità", "advertentie", "reklama", "reklam", "annons", "annonse", "mainos", "hirdetés", "publicitate",
    "διαφήμιση", "διαφημιση", "реклама", "iklan", "quảng cáo", "विज्ञापन", "โฆษณา", "פרסומת", "إعلان", "اعلان",
    "تبلیغات", "广告", "廣告", "広告", "광고",
]);

/// What those who saw an article in Chinese through the press sign as, and where it was taken from.
#[rustfmt::skip]
pub(super) static SIGNED: WordList = WordList::new(&[
    "责任编辑", "责编", "编辑", "校对", "审核", "监制", "来源", "稿源", "文章来源", "本文来源", "責任編輯", "責編", "編輯", "來源", "資料來源", "本文來源",
]);
