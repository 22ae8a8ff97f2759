"""The sentences that made-up releases are put together from, in Azerbaijani and English.

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
    ("Ombudsman Aparatında görüş", "Meeting at the Ombudsman’s Office"),
    ("Yeni hesabat dərc olundu", "New report published"),
    ("Səyyar qəbul günü", "Reception day in the regions"),
    ("İctimai dinləmə", "Public hearing"),
    ("Monitorinqin nəticələri", "Results of the monitoring"),
    ("Təlim başa çatdı", "Training concluded"),
    ("Bəyanat", "Statement"),
    ("Ekspertlərin müzakirəsi", "Discussion of experts"),
    ("Tövsiyələr yerinə yetirilir", "Recommendations are being carried out"),
    ("Müsabiqənin yekunları", "Outcome of the contest"),
    ("Yeni xidmətə başlanılır", "New service begins"),
    ("Baş çəkmə keçirildi", "Visit carried out"),
    ("Memorandum imzalandı", "Memorandum signed"),
)

# A sentence begins with one of these and goes on with a statement.
OPENINGS: tuple[Pair, ...] = (
    ("Görüşdə bildirilib ki,", "The meeting was told that"),
    ("Qeyd edilib ki,", "It was noted that"),
    ("İştirakçılar vurğulayıblar ki,", "Participants stressed that"),
    ("Aparatın təhlili göstərir ki,", "The Office’s analysis shows that"),
    ("Məruzədə deyilir ki,", "The paper says that"),
    ("Xatırladılıb ki,", "Those present were reminded that"),
    ("Ekspertlərin rəyinə görə,", "In the opinion of the experts,"),
    ("{place} şəhərində aparılan sorğu göstərib ki,", "A survey in {place} has shown that"),
    ("Son {few} ayın təcrübəsi göstərir ki,", "The last {few} months have shown that"),
    ("{year} ilin hesabatına əsasən,", "According to the report for {year},"),
    ("Müzakirə zamanı aydın olub ki,", "It became clear in the discussion that"),
    ("Sakinlər bildiriblər ki,", "Residents said that"),
    ("Monitorinq qrupunun fikrincə,", "In the view of the monitoring group,"),
    ("Təşkilatların nümayəndələri deyiblər ki,", "Representatives of the organisations said that"),
    ("Açıqlanan məlumata görə,", "According to the figures made public,"),
    ("Bir daha təsdiqlənib ki,", "It was confirmed once more that"),
)

STATEMENTS: tuple[Pair, ...] = (
    (
        "il ərzində {number} müraciət araşdırılıb və onların çoxu müsbət həllini tapıb",
        "{number} complaints were looked into during the year and most of them were resolved",
    ),
    (
        "hər bir müraciətə **on iş günü** ərzində cavab verilməlidir",
        "every complaint has to be answered within **ten working days**",
    ),
    (
        "pandusu olmayan binaların sayı hələ də {number} civarındadır",
        "the number of buildings without a ramp is still around {number}",
    ),
    (
        "uşaqların fikri qərar qəbul edilməzdən *əvvəl* soruşulmalıdır",
        "children have to be asked for their opinion *before* a decision is taken",
    ),
    (
        "könüllü hüquqşünaslar {number} ailəyə pulsuz məsləhət veriblər",
        "volunteer lawyers have given free advice to {number} families",
    ),
    (
        "məlumatın sadə dildə yazılması etibarı artırır",
        "information written in plain language builds trust",
    ),
    (
        "{place} şəhərində yeni qəbul otağı hər gün açıq olacaq",
        "the new reception room in {place} will be open every day",
    ),
    (
        "qanunvericiliyə təklif olunan dəyişikliklər hələ müzakirə mərhələsindədir",
        "the amendments proposed to the law are still under discussion",
    ),
    (
        "ilk növbədə ahılların və tək yaşayanların ehtiyacları nəzərə alınmalıdır",
        "the needs of older people and of those living alone must come first",
    ),
    (
        "dövlət qurumları {number} tövsiyədən yarıdan çoxunu icra ediblər",
        "public bodies have carried out more than half of the {number} recommendations",
    ),
    (
        "məktəblərdə hüquq dərsləri şagirdlərin marağına səbəb olub",
        "lessons on rights have met with lively interest in schools",
    ),
    (
        "çağrı mərkəzinə daxil olan zənglərin sayı {year} illə müqayisədə artıb",
        "the number of calls to the call centre has grown since {year}",
    ),
    (
        "saxlanma şəraiti ilə bağlı {number} irad aradan qaldırılıb",
        "{number} shortcomings in conditions of detention have been put right",
    ),
    (
        "tərcüməçi xidməti ödənişsizdir və əvvəlcədən sifariş edilə bilər",
        "the interpreter’s service is free of charge and may be booked in advance",
    ),
    (
        "əlilliyi olan şəxslərin məşğulluğu üçün yeni proqram hazırlanır",
        "a new programme for the employment of persons with disabilities is being drawn up",
    ),
    (
        "hər rübün sonunda nəticələr açıq şəkildə elan ediləcək",
        "the results will be made public at the end of every quarter",
    ),
    (
        "yerli icra orqanları ilə birgə {number} baş çəkmə planlaşdırılıb",
        "{number} visits are planned together with the local authorities",
    ),
    (
        "rəqəmsal xidmətlər kənd yerlərində yaşayanlara da eyni dərəcədə çatmalıdır",
        "digital services must reach those who live in villages just as well",
    ),
    (
        "qadınların qərar qəbuletmədə payı ötən illə müqayisədə bir qədər artıb",
        "the share of women in decision-making has grown a little since last year",
    ),
    (
        "su və havanın keyfiyyəti barədə məlumat vaxtında açıqlanmalıdır",
        "information on the quality of water and air has to be made public in good time",
    ),
    (
        "tibbi yardımdan imtina halları ayrıca qeydə alınır",
        "refusals of medical help are now recorded separately",
    ),
    (
        "işdən çıxarılma ilə bağlı mübahisələrin {percent} faizi məhkəməyə çatmadan həll olunub",
        "{percent} per cent of disputes over dismissal were settled before they came to court",
    ),
    (
        "beynəlxalq təcrübədən yalnız yerli şəraitə uyğun olan götürülməlidir",
        "only what suits local conditions should be taken over from abroad",
    ),
    (
        "növbəti mərhələdə {place} və ətraf kəndlər əhatə olunacaq",
        "the next stage will take in {place} and the villages around it",
    ),
    (
        "müraciətçinin şəxsi məlumatları heç bir halda üçüncü şəxsə verilmir",
        "the personal data of a complainant are never handed to a third party",
    ),
    (
        "təlimdə iştirak edən {number} əməkdaşa sertifikat təqdim olunub",
        "{number} members of staff who took part in the training received certificates",
    ),
    (
        "mənzil növbəsində olan ailələr üçün vahid reyestr yaradılması təklif edilib",
        "a single register of families waiting for housing has been proposed",
    ),
    (
        "ictimai nəqliyyatda elanların həm səsli, həm yazılı olması vacibdir",
        "announcements in public transport ought to be both spoken and written",
    ),
    (
        "hərbi xidmətə çağırılanların hüquqları barədə kitabça yenidən nəşr edilib",
        "the booklet on the rights of conscripts has been printed anew",
    ),
    (
        "sığınacaq axtaran şəxslərə ana dilində izahat verilməlidir",
        "people who seek asylum must be given explanations in their own language",
    ),
    (
        "bərabər əməyə görə bərabər ödəniş prinsipi hamı üçün keçərlidir",
        "the principle of equal pay for equal work holds for everyone",
    ),
    (
        "axşam saatlarında qəbul ilk ay {number} nəfəri cəlb edib",
        "evening reception hours attracted {number} people in their first month",
    ),
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

# Sentences with links. `release:…` is another release, `page:…` an address below the language.
LINKED: tuple[Pair, ...] = (
    (
        "Bu barədə [əvvəlki açıqlamada]({release}) ətraflı yazılıb.",
        "More on this stands in [an earlier release]({release}).",
    ),
    (
        "Oxşar tədbir barədə [məlumat]({release}) saytımızda dərc edilib.",
        "A [note on a similar event]({release}) has been published on our site.",
    ),
    (
        "Bütün sənədlər [Birləşmiş Millətlər Təşkilatının saytında]"
        "(https://www.un.org/en/about-us/universal-declaration-of-human-rights) yerləşdirilib.",
        "All documents are available on [the site of the United Nations]"
        "(https://www.un.org/en/about-us/universal-declaration-of-human-rights).",
    ),
    (
        "Standartlar [Avropa Şurasının]({outside}) təcrübəsinə əsaslanır.",
        "The standards follow the practice of [the Council of Europe]({outside}).",
    ),
    (
        "Açıqlamaların tam siyahısı [burada](page:releases/) verilir.",
        "The full list of releases stands [here](page:releases/).",
    ),
    (
        "Digər mövzular [ayrıca səhifədə](page:topics/) toplanıb.",
        "Other topics are gathered on [a page of their own](page:topics/).",
    ),
    (
        "Suallar [mətbuat xidmətinə](mailto:press@ombudsman.example) ünvanlana bilər.",
        "Questions may be sent to [the press service](mailto:press@ombudsman.example).",
    ),
)

OUTSIDE: tuple[str, ...] = (
    "https://www.coe.int/en/web/commissioner",
    "https://www.coe.int/en/web/cpt/standards",
    "https://www.echr.coe.int/documents-and-information",
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

# Statements that stand alone, so that not every sentence begins alike.
PLAIN: tuple[Pair, ...] = (
    (
        "Tədbirdə {number} nəfər iştirak edib.",
        "The event was attended by {number} people.",
    ),
    (
        "Görüş {place} şəhərində, yerli mədəniyyət mərkəzində keçirilib.",
        "The meeting took place in {place}, in the local cultural centre.",
    ),
    (
        "Sonda iştirakçıların sualları cavablandırılıb.",
        "At the end the participants’ questions were answered.",
    ),
    (
        "Növbəti görüşün vaxtı ayrıca elan olunacaq.",
        "The date of the next meeting will be announced separately.",
    ),
    (
        "İşçi qrupun tərkibinə {number} mütəxəssis daxildir.",
        "The working group has {number} members.",
    ),
    (
        "Layihə {year} ildə başlanılıb və mərhələlərlə həyata keçirilir.",
        "The project began in {year} and is carried out in stages.",
    ),
    (
        "Çıxışlardan sonra geniş fikir mübadiləsi aparılıb.",
        "The speeches were followed by a broad exchange of views.",
    ),
    (
        "Materiallar qəbul otağında pulsuz paylanır.",
        "The materials are handed out free of charge in the reception room.",
    ),
)
