//! Names of the months, in the forms in which dates are written.
//!
//! Facts from Unicode CLDR 45 (`main/*/ca-gregorian.json`: format and stand-alone names, wide and abbreviated), without
//! full stops and in lower case; a few short forms of newspapers added (`sept`, `märz`).

use crate::metadata::known::Known;
use std::sync::LazyLock;

/// Languages and their months from January, forms of one month parted by `|`. The same form in two languages means the
/// same month but for Croatian, which is why it comes last and is asked first on Croatian pages.
const LANGUAGES: &[(&str, &str)] = &[
    (
        "en",
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct \
         november|nov december|dec",
    ),
    (
        "de",
        "januar|jan|jänner|jän februar|feb|feber märz|mär|mrz april|apr mai juni|jun juli|jul august|aug \
         september|sep|sept oktober|okt november|nov dezember|dez",
    ),
    (
        "fr",
        "janvier|janv février|févr|fevrier|fév mars avril|avr mai juin juillet|juil août|aout septembre|sept|sep \
         octobre|oct novembre|nov décembre|déc|decembre|dec",
    ),
    (
        "es",
        "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago septiembre|setiembre|sept|sep \
         octubre|oct noviembre|nov diciembre|dic",
    ),
    (
        "pt",
        "janeiro|jan fevereiro|fev março|mar|marco abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set \
         outubro|out novembro|nov dezembro|dez",
    ),
    (
        "it",
        "gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago settembre|set \
         ottobre|ott novembre|nov dicembre|dic",
    ),
    (
        "nl",
        "januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sep|sept oktober|okt \
         november|nov december|dec",
    ),
    (
        "sv",
        "januari|jan februari|feb mars|mar april|apr maj juni|jun juli|jul augusti|aug september|sep|sept oktober|okt \
         november|nov december|dec",
    ),
    (
        "da",
        "januar|jan februar|feb marts|mar april|apr maj juni|jun juli|jul august|aug september|sep|sept oktober|okt \
         november|nov december|dec",
    ),
    (
        "no",
        "januar|jan februar|feb mars|mar april|apr mai juni|jun juli|jul august|aug september|sep|sept oktober|okt \
         november|nov desember|des",
    ),
    (
        "fi",
        "tammikuuta|tammikuu|tammi helmikuuta|helmikuu|helmi maaliskuuta|maaliskuu|maalis huhtikuuta|huhtikuu|huhti \
         toukokuuta|toukokuu|touko kesäkuuta|kesäkuu|kesä heinäkuuta|heinäkuu|heinä elokuuta|elokuu|elo \
         syyskuuta|syyskuu|syys lokakuuta|lokakuu|loka marraskuuta|marraskuu|marras joulukuuta|joulukuu|joulu",
    ),
    (
        "pl",
        "stycznia|styczeń|sty lutego|luty|lut marca|marzec|mar kwietnia|kwiecień|kwi maja|maj czerwca|czerwiec|cze \
         lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz października|październik|paź \
         listopada|listopad|lis grudnia|grudzień|gru",
    ),
    (
        "cs",
        "ledna|leden|led února|únor|úno března|březen|bře dubna|duben|dub května|květen|kvě června|červen|čvn \
         července|červenec|čvc srpna|srpen|srp září|zář října|říjen|říj listopadu|listopad|lis prosince|prosinec|pro",
    ),
    (
        "sk",
        "januára|január|jan februára|február|feb marca|marec|mar apríla|apríl|apr mája|máj júna|jún júla|júl \
         augusta|august|aug septembra|september|sep októbra|október|okt novembra|november|nov decembra|december|dec",
    ),
    (
        "hu",
        "január|jan|januar február|febr március|márc április|ápr május|máj június|jún július|júl augusztus|aug \
         szeptember|szept október|okt november|nov december|dec",
    ),
    (
        "ro",
        "ianuarie|ian februarie|feb martie|mar aprilie|apr mai iunie|iun iulie|iul august|aug septembrie|sept \
         octombrie|oct noiembrie|nov|noi decembrie|dec",
    ),
    (
        "tr",
        "ocak|oca şubat|şub mart|mar nisan|nis mayıs|may haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki \
         kasım|kas aralık|ara",
    ),
    (
        "ru",
        "января|январь|янв февраля|февраль|февр|фев марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн \
         июля|июль|июл августа|август|авг сентября|сентябрь|сент|сен октября|октябрь|окт ноября|ноябрь|нояб|ноя \
         декабря|декабрь|дек",
    ),
    (
        "uk",
        "січня|січень|січ лютого|лютий|лют березня|березень|бер квітня|квітень|квіт травня|травень|трав \
         червня|червень|черв липня|липень|лип серпня|серпень|серп вересня|вересень|вер жовтня|жовтень|жовт \
         листопада|листопад|лист грудня|грудень|груд",
    ),
    (
        "bg",
        "януари|яну февруари|фев март|мар април|апр май юни|юн юли|юл август|авг септември|сеп октомври|окт \
         ноември|ное декември|дек",
    ),
    (
        "el",
        "ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ απριλίου|απρίλιος|απρ \
         μαΐου|μάιος|μαΐ|μαϊ ιουνίου|ιούνιος|ιουν ιουλίου|ιούλιος|ιουλ αυγούστου|αύγουστος|αυγ \
         σεπτεμβρίου|σεπτέμβριος|σεπ οκτωβρίου|οκτώβριος|οκτ νοεμβρίου|νοέμβριος|νοε δεκεμβρίου|δεκέμβριος|δεκ",
    ),
    ("ar", "يناير فبراير مارس أبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر"),
    (
        "he",
        "בינואר|ינואר|ינו בפברואר|פברואר במרץ|מרץ באפריל|אפריל במאי|מאי ביוני|יוני ביולי|יולי באוגוסט|אוגוסט בספטמבר|ספטמבר באוקטובר|אוקטובר בנובמבר|נובמבר בדצמבר|דצמבר",
    ),
    ("fa", "ژانویهٔ|ژانویه فوریهٔ|فوریه مارس آوریل مهٔ|مه ژوئن ژوئیهٔ|ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر"),
    (
        "hi",
        "जनवरी|जन॰ फ़रवरी|फ़र॰|फरवरी मार्च अप्रैल मई जून जुलाई|जुल॰ अगस्त|अग॰ सितंबर|सित॰|सितम्बर अक्तूबर|अक्टूबर|अक्टू॰ नवंबर|नव॰|नवम्बर दिसंबर|दिस॰|दिसम्बर",
    ),
    ("bn", "জানুয়ারী|জানুয়ারি|জানু ফেব্রুয়ারী|ফেব্রুয়ারি|ফেব মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর"),
    (
        "th",
        "มกราคม|ม.ค กุมภาพันธ์|ก.พ มีนาคม|มี.ค เมษายน|เม.ย พฤษภาคม|พ.ค มิถุนายน|มิ.ย กรกฎาคม|ก.ค สิงหาคม|ส.ค กันยายน|ก.ย \
         ตุลาคม|ต.ค พฤศจิกายน|พ.ย ธันวาคม|ธ.ค",
    ),
    (
        "id",
        "januari|jan februari|feb maret|mar april|apr mei juni|jun juli|jul agustus|agu september|sep oktober|okt \
         november|nov desember|des",
    ),
    (
        "ca",
        "gener|gen febrer|febr març abril|abr maig juny juliol|jul agost|ag setembre|set octubre|oct novembre|nov \
         desembre|des",
    ),
    (
        "et",
        "jaanuar|jaan veebruar|veebr märts aprill|apr mai juuni juuli august|aug september|sept oktoober|okt \
         november|nov detsember|dets",
    ),
    (
        "lv",
        "janvāris|janv februāris|febr marts aprīlis|apr maijs jūnijs|jūn jūlijs|jūl augusts|aug septembris|sept \
         oktobris|okt novembris|nov decembris|dec",
    ),
    (
        "lt",
        "sausio|saus vasario|vas kovo|kov balandžio|bal gegužės|geg birželio|birž liepos|liep rugpjūčio|rugp \
         rugsėjo|rugs spalio|spal lapkričio|lapkr gruodžio|gruod",
    ),
    (
        "sl",
        "januarja|januar februarja|februar marca|marec aprila|april maja|maj junija|junij julija|julij avgusta|avgust|avg \
         septembra|september oktobra|oktober novembra|november decembra|december",
    ),
    (
        "sr",
        "јануар|јан фебруар|феб март|мар април|апр мај јун јул август|авг септембар|сеп октобар|окт новембар|нов \
         децембар|дец",
    ),
    ("ar", "يناير فبراير مارس أبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر"),
    (
        "hr",
        "siječnja|siječanj|sij veljače|veljača|velj ožujka|ožujak|ožu travnja|travanj|tra svibnja|svibanj|svi \
         lipnja|lipanj|lip srpnja|srpanj|srp kolovoza|kolovoz|kol rujna|rujan|ruj listopada|listopad|lis \
         studenoga|studeni|stu prosinca|prosinac|pro",
    ),
];

/// The names of the months in a language.
pub(super) fn of(language: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(tag, _)| *tag == language).map(|&(_, names)| names)
}

/// The month that a lower-case word names; `preferred` names are asked first.
pub(super) fn month(word: &str, preferred: Option<&'static str>) -> Option<u8> {
    let Months { list, known } = &*MONTHS;
    if !known.may_have((0, word)) {
        return None;
    }
    let found = list.binary_search_by_key(&word, |&(form, _)| form).ok().and_then(|at| list.get(at));
    let &(_, month) = found?;
    preferred
        .and_then(|names| forms(names).find(|(form, _)| *form == word))
        .map_or(Some(month), |(_, month)| Some(month))
}

struct Months {
    /// Every form and its month, sorted by form; of two meanings that of the language that stands first.
    list: Vec<(&'static str, u8)>,
    /// Most words are no form.
    known: Known<4096>,
}

static MONTHS: LazyLock<Months> = LazyLock::new(|| {
    let mut list: Vec<(&str, u8)> = LANGUAGES.iter().flat_map(|(_, names)| forms(names)).collect();
    list.sort_by_key(|&(form, _)| form);
    list.dedup_by_key(|(form, _)| *form);
    Months { known: Known::of(list.iter().map(|&(form, _)| (0, form))), list }
});

fn forms(names: &'static str) -> impl Iterator<Item = (&'static str, u8)> {
    (1..).zip(names.split_ascii_whitespace()).flat_map(|(month, forms)| forms.split('|').map(move |form| (form, month)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_twelve_months_in_lower_case() {
        for (language, names) in LANGUAGES {
            assert_eq!(names.split_ascii_whitespace().count(), 12, "{language}");
            assert!(*names == names.to_lowercase() && !names.contains("||"), "{language}");
        }
        assert!(LANGUAGES.len() >= 20);
    }

    #[test]
    fn the_pages_language_decides_between_two_meanings() {
        assert_eq!(
            (month("listopada", of("pl")), month("listopada", of("hr")), month("listopada", None)),
            (Some(11), Some(10), Some(11))
        );
        assert_eq!((month("srp", of("cs")), month("srp", of("hr"))), (Some(8), Some(7)));
    }
}
