//! Words that short lines of husk begin with: weak evidence, counted like any other and never a veto.
//!
//! The phrases are the usual captions of news sites, blogs and shops in the languages with the most pages on the web
//! (the ranking of <https://w3techs.com>), written down from general knowledge of those languages' sites. A phrase counts where a line of
//! few words begins with it, case and punctuation aside.

use super::tokens;
use crate::lexicon;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a line that begins with the phrase leads into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Lead {
    /// Lists of other pages: related, most read, recommended.
    Others = 1,
    /// Share bars, votes and follow links.
    Share,
    /// Tag lists.
    Tags,
    /// Comments and reply forms.
    Comments,
    /// Newsletters, accounts and subscriptions.
    SignUp,
    /// Legal lines, cookie walls, contacts.
    Legal,
    /// Menus and paging.
    Menu,
    /// Author lines.
    Byline,
    /// Date lines.
    Dateline,
}

const PHRASES: &[(Lead, &str)] = &[
    (
        Lead::Others,
        "related|related articles|related stories|related posts|recommended|recommendation|recommendations|ranking|most read|most popular|popular|trending|you may also like|you might also like|more from|more stories|more news|more on this|latest|latest news|latest stories|read also|see also|also read|read next|up next|don t miss|top stories|editors picks|similar|customers also|people also|sponsored|advertisement|promoted",
    ),
    (
        Lead::Others,
        "mehr zum thema|das könnte sie auch|auch interessant|lesen sie auch|meistgelesen|ähnliche|weitere artikel|empfohlen|anzeige|neueste",
    ),
    (
        Lead::Others,
        "à lire aussi|lire aussi|sur le même sujet|les plus lus|articles similaires|recommandé|à voir aussi|dernières|publicité",
    ),
    (
        Lead::Others,
        "relacionado|relacionados|artículos relacionados|noticias relacionadas|más leídas|lo más|te puede interesar|también te puede|lea también|lee también|últimas|publicidad",
    ),
    (
        Lead::Others,
        "leia também|leia mais|veja também|mais lidas|artigos relacionados|notícias relacionadas|publicidade",
    ),
    (Lead::Others, "leggi anche|articoli correlati|potrebbe interessarti|ti potrebbe|i più letti|pubblicità"),
    (
        Lead::Others,
        "lees ook|meest gelezen|gerelateerd|läs också|läs mer|mest läst|les også|mest lest|læs også|lue myös|luetuimmat",
    ),
    (
        Lead::Others,
        "читайте также|читать также|похожие|по теме|рекомендуем|популярное|самое читаемое|смотрите также|новости партнеров|ещё по теме|последние новости|реклама|читайте також|схожі|популярне",
    ),
    (
        Lead::Others,
        "czytaj także|czytaj też|zobacz także|powiązane|polecane|najczęściej czytane|reklama|související|mohlo by vás zajímat|nejčtenější|kapcsolódó|ezek is érdekelhetik|citește și|articole similare|διαβάστε επίσης|σχετικά",
    ),
    (
        Lead::Others,
        "ilgili haberler|benzer|önerilen|en çok okunan|çok okunanlar|baca juga|artikel terkait|terpopuler|rekomendasi|tin liên quan|xem thêm|đọc thêm|bài viết liên quan",
    ),
    (
        Lead::Others,
        "相关阅读|相关新闻|相关文章|相關新聞|相關文章|推荐阅读|推荐|推薦|延伸閱讀|热门|熱門|排行|排行榜|猜你喜欢|最新|関連記事|関連|おすすめ|ランキング|人気|新着|관련기사|관련 기사|추천|인기|많이 본",
    ),
    (
        Lead::Others,
        "اقرأ أيضا|اقرأ ايضا|مواضيع ذات صلة|ذات صلة|الأكثر قراءة|مقالات ذات|قد يعجبك|مطالب مرتبط|پربازدیدترین|קראו גם|כתבות נוספות|संबंधित|यह भी पढ़ें|ये भी पढ़ें",
    ),
    (
        Lead::Share,
        "share|share this|tweet|like this|follow|follow us|view|views|print|save|vote|votes|facebook|twitter|linkedin|whatsapp|pinterest|instagram|copy link|teilen|folgen sie|drucken|partager|suivez|imprimer|compartir|compartilhar|síguenos|imprimir|condividi|stampa|delen|dela|del|udostępnij|sdílet|paylaş|bagikan|chia sẻ|поделиться|подписывайтесь|просмотров|просмотры|分享|关注|點讚|点赞|浏览|阅读|シェア|공유|شارك|مشاركة|تابعنا|שתף",
    ),
    (
        Lead::Tags,
        "tags|tagged|topics|in|filed under|categories|category|keywords|labels|posted in|schlagworte|themen|mots clés|thèmes|étiquettes|etiquetas|temas|assuntos|argomenti|categoria|onderwerpen|ämnen|emner|tagi|tematy|témata|címkék|etiketler|метки|теги|темы|рубрика|标签|關鍵字|关键词|タグ|カテゴリ|태그|وسوم|كلمات|الوسوم|תגיות|topik",
    ),
    (Lead::Comments, lexicon::COMMENTS),
    (Lead::Comments, "reply|reviews"),
    (
        Lead::SignUp,
        "subscribe|sign up|sign in|log in|login|register|newsletter|create account|my account|join|get the|download the app|anmelden|abonnieren|registrieren|s abonner|se connecter|inscrivez|suscríbete|suscribirse|iniciar sesión|assine|entrar|iscriviti|accedi|abonneer|prenumerera|zaloguj|zapisz się|přihlásit|giriş|abone|daftar|masuk|đăng nhập|подписаться|войти|регистрация|登录|註冊|注册|订阅|登入|ログイン|会員登録|로그인|구독|تسجيل|اشترك|הרשמה|התחבר",
    ),
    (
        Lead::Legal,
        "copyright|all rights reserved|privacy|privacy policy|terms|terms of|cookie|cookies|we use cookies|this site uses|contact|contact us|about us|disclaimer|powered by|impressum|datenschutz|agb|mentions légales|politique de|aviso legal|política de|contacto|contato|note legali|informativa|chi siamo|polityka|kontakt|gizlilik|iletişim|условия|политика|контакты|о проекте|все права|版权|版權|隐私|联系我们|关于我们|著作権|お問い合わせ|プライバシー|개인정보|문의|حقوق|جميع الحقوق|سياسة|اتصل|צור קשר|תנאי",
    ),
    (
        Lead::Menu,
        "home|menu|search|skip to|back to|next|previous|prev|read more|learn more|show more|load more|see all|view all|click here|toggle|close|navigation|startseite|suche|weiterlesen|zurück|weiter|accueil|rechercher|suivant|précédent|lire la suite|inicio|buscar|siguiente|anterior|leer más|pesquisar|saiba mais|cerca|leggi tutto|zoeken|meer|sök|søg|szukaj|więcej|hledat|ara|anasayfa|cari|beranda|trang chủ|tìm kiếm|главная|поиск|меню|далее|назад|подробнее|首页|首頁|搜索|搜尋|下一篇|上一篇|更多|ホーム|検索|次へ|前へ|もっと見る|홈|검색|더보기|الرئيسية|بحث|المزيد|ראשי|חיפוש",
    ),
    (
        Lead::Byline,
        "by|written by|author|posted by|von|autor|par|auteur|por|autore|di|door|av|af|autorka|yazar|oleh|penulis|tác giả|автор|текст|作者|记者|記者|文|執筆|著者|기자|글|بقلم|كاتب|الكاتب|מאת|द्वारा",
    ),
    (
        Lead::Dateline,
        "date|published|posted|posted on|updated|last updated|published on|datum|veröffentlicht|aktualisiert|stand|publié|publié le|mis à jour|fecha|publicado|actualizado|data|atualizado|pubblicato|aggiornato|gepubliceerd|publicerad|opublikowano|tarih|güncelleme|diterbitkan|tanggal|ngày|дата|опубликовано|обновлено|日期|时间|時間|发布|發布|发表于|更新|公開日|投稿日|更新日|입력|수정|등록|تاريخ|نشر|آخر تحديث|פורסם|प्रकाशित",
    ),
];

/// The longest phrase, in tokens.
const LONGEST: usize = 6;

struct Table {
    leads: HashMap<u64, Lead>,
    /// A bit for each start of a phrase, by the remainder of its key: nearly all lines are found missing with their
    /// first word.
    starts: [u64; 256],
    /// The same for how a phrase begins, where that is ASCII: most lines end there.
    beginnings: Vec<u64>,
}

/// How many places there are for beginnings.
const PLACES: usize = 1 << 14;

/// A place for the first four characters of a line, if they are ASCII and the first may begin a phrase: in lower case, and
/// with nothing behind the first word.
fn beginning(line: &str) -> Option<usize> {
    let mut key = 0_u32;
    for at in 0..4 {
        let byte = line.as_bytes().get(at).copied().unwrap_or(b' ');
        if !byte.is_ascii_alphanumeric() {
            if at == 0 || !byte.is_ascii() {
                return None;
            }
            break;
        }
        key |= u32::from(byte.to_ascii_lowercase()) << (8 * at);
    }
    Some(key.wrapping_mul(0x9e37_79b1) as usize >> (u32::BITS - PLACES.ilog2()))
}

impl Table {
    fn place(key: u64) -> (usize, u64) {
        ((key >> 6) as usize % 256, 1 << (key % 64))
    }

    fn starts(&self, key: u64) -> bool {
        let (word, bit) = Self::place(key);
        self.starts[word] & bit != 0
    }
}

/// What a line of so many tokens leads into, and where the words that say so end. Long lines lead into nothing.
pub(super) fn lead(line: &str, tokens: u32) -> Option<(Lead, usize)> {
    /// Captions have few words; more than this is a sentence.
    const FEW: u32 = 12;
    if tokens > FEW {
        return None;
    }
    let table = table();
    if beginning(line).is_some_and(|place| table.beginnings[place / 64] >> (place % 64) & 1 == 0) {
        return None;
    }
    let mut key = 0;
    let mut found = None;
    for token in tokens::tokens(line).take(LONGEST) {
        key = join(key, token.hash);
        if !table.starts(key) {
            break;
        }
        found = table.leads.get(&key).map(|&lead| (lead, token.end)).or(found);
    }
    found
}

fn join(key: u64, token: u32) -> u64 {
    (key ^ u64::from(token)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(31)
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table { leads: HashMap::new(), starts: [0; 256], beginnings: vec![0; PLACES / 64] };
        for (lead, phrases) in PHRASES {
            for phrase in phrases.split('|') {
                if let Some(place) = beginning(phrase) {
                    table.beginnings[place / 64] |= 1 << (place % 64);
                }
                let mut key = 0;
                for token in tokens::hashes(phrase) {
                    key = join(key, token);
                    let (word, bit) = Table::place(key);
                    table.starts[word] |= bit;
                }
                table.leads.entry(key).or_insert(*lead);
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Option<Lead> {
        lead(line, tokens::tokens(line).count() as u32).map(|(lead, _)| lead)
    }

    #[test]
    fn the_longest_phrase_counts_and_case_does_not() {
        assert_eq!(of("READ MORE"), Some(Lead::Menu));
        assert_eq!(of("Read also: the ferry"), Some(Lead::Others));
        assert_eq!(of("Ferries stay in"), None);
        assert_eq!(of("相关阅读：港口结冰"), Some(Lead::Others));
        assert_eq!(of("Автор: Анна Петрова"), Some(Lead::Byline));
        assert_eq!(of("In the end nobody in the town could say whether the ice had held or not"), None);
    }

    #[test]
    fn no_phrase_is_longer_than_what_is_looked_at() {
        for phrase in PHRASES.iter().flat_map(|(_, phrases)| phrases.split('|')) {
            assert!((1..=LONGEST).contains(&tokens::tokens(phrase).count()), "{phrase}");
        }
    }
}
