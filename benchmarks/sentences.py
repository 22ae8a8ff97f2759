"""The sentences of the paragraphs of made-up releases; see `words.py`."""

from __future__ import annotations

from benchmarks.words import Pair

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
