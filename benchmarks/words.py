"""What made-up releases are put together from, in Azerbaijani and English.

All of it is written for this file: no office ever said any of it. A pair is the same sentence in
both languages, so that the editions of a release are translations of each other. Names in braces
are filled by the generator; in Azerbaijani they stand where no suffix depends on them.
"""

from __future__ import annotations

Pair = tuple[str, str]

TOPICS: tuple[Pair, ...] = (
    ("Vətəndaş cəmiyyəti", "Civil society"),
    ("Uşaq hüquqları", "Children’s rights"),
    ("Əlilliyi olan şəxslərin hüquqları", "Rights of persons with disabilities"),
    ("Qadın hüquqları", "Women’s rights"),
    ("Ahılların hüquqları", "Rights of older people"),
    ("İşgəncənin qarşısının alınması", "Prevention of torture"),
    ("Sağlamlıq hüququ", "Right to health"),
    ("Məlumat əldə etmək hüququ", "Right to information"),
    ("Hüquqi maarifləndirmə", "Human rights education"),
    ("Qəbul və müraciətlər", "Reception and complaints"),
    ("Əmək hüquqları", "Labour rights"),
    ("Mənzil hüququ", "Right to housing"),
    ("Təhsil hüququ", "Right to education"),
    ("Ətraf mühit", "Environment"),
    ("Miqrasiya", "Migration"),
    ("Hərbi xidmət", "Military service"),
    ("Məhkəmə müdafiəsi", "Access to justice"),
    ("Biznes və insan hüquqları", "Business and human rights"),
    ("Beynəlxalq əməkdaşlıq", "International co-operation"),
    ("Bərabərlik", "Equality"),
)

PLACES: tuple[Pair, ...] = (
    ("Bakı", "Baku"),
    ("Gəncə", "Ganja"),
    ("Sumqayıt", "Sumgayit"),
    ("Şəki", "Shaki"),
    ("Quba", "Guba"),
    ("Cəlilabad", "Jalilabad"),
    ("Naxçıvan", "Nakhchivan"),
    ("Lənkəran", "Lankaran"),
    ("Mingəçevir", "Mingachevir"),
    ("Şirvan", "Shirvan"),
    ("Qəbələ", "Gabala"),
    ("Ağdaş", "Agdash"),
    ("Zaqatala", "Zagatala"),
    ("Göyçay", "Goychay"),
    ("Şamaxı", "Shamakhi"),
    ("Füzuli", "Fuzuli"),
)

# What took place, and what it was about: a title is one of each.
EVENTS: tuple[Pair, ...] = (
    ("Dəyirmi masa keçirildi", "Round table held"),
    ("Ombudsman Aparatında görüş", "Meeting at the Office"),
    ("Yeni hesabat dərc olundu", "New report published"),
    ("Səyyar qəbul günü", "Reception day in the regions"),
    ("İctimai dinləmə", "Public hearing"),
    ("Monitorinqin nəticələri", "Results of the monitoring"),
    ("Təlim başa çatdı", "Training concluded"),
    ("Bəyanat", "Statement"),
    ("Ekspertlərin müzakirəsi", "Discussion of experts"),
    ("Tövsiyələr yerinə yetirilir", "Recommendations under way"),
    ("Müsabiqənin yekunları", "Outcome of the contest"),
    ("Yeni xidmətə başlanılır", "New service begins"),
    ("Baş çəkmə keçirildi", "Visit carried out"),
    ("Memorandum imzalandı", "Memorandum signed"),
)

HEADINGS: tuple[Pair, ...] = (
    ("Müzakirə olunan məsələlər", "Questions discussed"),
    ("Növbəti addımlar", "Next steps"),
    ("Rəqəmlər nə deyir", "What the figures say"),
    ("Tövsiyələr", "Recommendations"),
    ("Kimlər müraciət edə bilər", "Who may apply"),
    ("İştirakçıların fikirləri", "Views of the participants"),
    ("Qanunvericilik", "Legislation"),
    ("Bölgələrdə vəziyyət", "The situation in the regions"),
    ("Əməkdaşlıq", "Co-operation"),
    ("Əlavə məlumat", "Further information"),
    ("Görülən işlər", "Work done so far"),
    ("Beynəlxalq təcrübə", "Experience from abroad"),
)

LIST_LEADS: tuple[Pair, ...] = (
    ("Aşağıdakı məsələlərə toxunulub:", "The following questions were raised:"),
    ("Tərəflər bunlar barədə razılığa gəliblər:", "The parties agreed on the following:"),
    ("Aparat bunları tövsiyə edir:", "The Office recommends:"),
    ("Müraciət üçün lazım olanlar:", "What is needed for a complaint:"),
)

ITEMS: tuple[Pair, ...] = (
    ("şəxsiyyəti təsdiq edən sənəd;", "a proof of identity;"),
    ("insan hüquqlarına aid qanunvericilik;", "legislation on human rights;"),
    ("ictimai nəzarətin gücləndirilməsi;", "stronger public oversight;"),
    ("{place} üzrə ayrıca tədbirlər planı;", "a separate plan of action for {place};"),
    ("**{number} yerlik** yeni mərkəzin açılması;", "a new centre with **{number} places**;"),
    ("əməkdaşlar üçün davamlı təlimlər;", "continuous training of staff;"),
    ("məlumatların *açıq formatda* dərci;", "data published in an *open format*;"),
    ("müraciətlərin elektron qəbulu;", "complaints taken in electronically;"),
    ("uşaqlar üçün ayrıca qəbul saatları;", "separate reception hours for children;"),
    ("{year} ilin tövsiyələrinin icrası;", "carrying out the recommendations of {year};"),
    ("səsyazma və sənədlərin surətləri;", "recordings and copies of documents;"),
    ("könüllülərlə birgə iş;", "work together with volunteers;"),
)

QUOTES: tuple[Pair, ...] = (
    ("Bizim qapımız hər kəsin üzünə açıqdır.", "Our door is open to everyone."),
    (
        "Hüquq o zaman yaşayır ki, insan onu tanıyır və ondan istifadə edir.",
        "A right is alive when people know it and use it.",
    ),
    (
        "Hər müraciətin arxasında bir insan taleyi var və biz bunu unutmuruq.",
        "Behind every complaint there is a human life, and we do not forget it.",
    ),
    (
        "{year} ildə verdiyimiz sözü bu gün yerinə yetiririk.",
        "Today we are keeping the promise that we made in {year}.",
    ),
    (
        "Dinləmək də bir işdir, özü də ən çətin işlərdən biri.",
        "Listening is work as well, and among the hardest there is.",
    ),
    (
        "Yaxşı qanun azdır; onun hər gün işləməsi lazımdır.",
        "A good law is not enough; it has to work every day.",
    ),
)

SUMMARIES: tuple[Pair, ...] = (
    (
        "{place} şəhərində {number} nəfərin iştirakı ilə keçirilən tədbirdə əsas diqqət "
        "«{topic}» mövzusuna yönəlib.",
        "An event with {number} participants in {place} was devoted to the theme “{topic}”.",
    ),
    (
        "«{topic}» mövzusunda {number} təklif irəli sürülüb; onlar ayın sonunadək nəzərdən "
        "keçiriləcək.",
        "{number} proposals on the theme “{topic}” were put forward; they will be looked at "
        "before the end of the month.",
    ),
    (
        "Aparat «{topic}» üzrə {year} ildən bəri görülən işlərin yekununu açıqlayıb.",
        "The Office has summed up the work done on “{topic}” since {year}.",
    ),
    (
        "{place} sakinlərinin {number} müraciəti yerindəcə qəbul olunub və araşdırmaya götürülüb.",
        "{number} complaints from residents of {place} were received on the spot and taken up.",
    ),
)
