//! Words that tell what a line is, whatever the page calls it: tables for [`posts`](super::posts) and [`pointers`](super::pointers).
//!
//! Written down from general knowledge of sites and boards in the languages with the most pages on the web; lower case, parted by `|`.

/// What the packs of phpBB, vBulletin, IPB, SMF and `XenForo` call the date and the number that stand below the name of a member.
pub(super) const MEMBER: &str = "join date|joined|member since|registered|posts|messages|registriert|registriert seit|dabei seit|mitglied seit|beiträge|inscription|inscrit le|messages postés|registrado|mensajes|fecha de ingreso|iscritto il|messaggi|registrado em|mensagens|geregistreerd|lid sinds|berichten|dołączył|rejestracja|posty|registrován|příspěvky|registrerad|inlägg|kayıt tarihi|mesajlar|mesaj sayısı|регистрация|зарегистрирован|сообщений|сообщения|реєстрація|повідомлень|注册时间|注册日期|帖子|發表於|註冊時間|文章|登録日|投稿|記事|가입일|전체글";

/// How they begin the note on a change.
pub(super) const CHANGED: &str = "last edited|last modified|edited by|zuletzt bearbeitet|zuletzt geändert|dernière modification|dernière édition|modifié en dernier|última edición|editado por|ultima modifica|última edição|editado pela última vez|laatst bewerkt|laatst aangepast|ostatnio edytowany|ostatnio zmieniony|naposledy upravil|senast redigerad|son düzenleme|последний раз редактировалось|сообщение отредактировал|отредактировано|востаннє редагувалось|最后由|本帖最后由|最後由|最終編集|마지막으로";

/// How lines begin that point to another article.
pub(super) const POINTERS: &str = "read also|also read|read more|read next|related|related story|related stories|related article|related articles|related reading|more on this story|you may also like|lesen sie auch|lesen sie hier|lies auch|mehr zum thema|mehr dazu|weiterlesen|lire aussi|à lire aussi|a lire aussi|lire également|à lire également|voir aussi|lee también|lee tambien|lea también|leer más|te puede interesar|ver también|leia também|leia mais|veja também|saiba mais|leggi anche|leggi di più|vedi anche|lees ook|lees meer|lees verder|czytaj też|czytaj także|czytaj również|czytaj więcej|zobacz też|zobacz także|zobacz również|läs också|läs även|läs mer|les også|læs også|lue myös|lue lisää|čtěte také|čtěte též|přečtěte si|prečítajte si|olvassa el|kapcsolódó|citește și|citeşte şi|citește mai mult|διαβάστε επίσης|διαβάστε ακόμη|διαβάστε ακόμα|ayrıca okuyun|ilgili haber|bunu da oku|читайте также|читать также|читайте ещё|по теме|смотрите также|читайте також|baca juga|xem thêm|đọc thêm|यह भी पढ़ें|ये भी पढ़ें|อ่านเพิ่มเติม|อ่านข่าว|קראו גם|קראו עוד|اقرأ أيضا|اقرأ أيضًا|اقرأ ايضا|إقرأ أيضا|اقرأ المزيد|للمزيد|بیشتر بخوانید|相关阅读|延伸阅读|相关新闻|相关报道|推荐阅读|更多阅读|阅读更多|相關閱讀|延伸閱讀|相關新聞|推薦閱讀|更多新聞|関連記事|あわせて読みたい|続きを読む|관련기사|관련 기사";

/// What stands alone over a place for an advertisement.
pub(super) const ADVERTISEMENTS: &str = "advertisement|advertisements|ad|advert|sponsored|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|advertentie|reklama|reklam|annons|annonse|annonce|mainos|hirdetés|publicitate|διαφήμιση|реклама|iklan|quảng cáo|विज्ञापन|โฆษณา|פרסומת|إعلان|اعلان|تبلیغات|广告|廣告|広告|광고";

/// What those who saw an article through the press sign with, and where it was taken from, at its end or over it.
pub(super) const SIGNED: &str =
    "责任编辑|责编|编辑|校对|审核|监制|来源|稿源|文章来源|本文来源|責任編輯|責編|編輯|來源|資料來源|本文來源";
