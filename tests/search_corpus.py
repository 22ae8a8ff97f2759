"""A made-up site with a search: releases that queries are about, among hundreds like them.

Everything follows from numbers, so that it is the same on every machine. `PLANTED` are those that
`tests/search_queries.py` asks for; the others are of the same places, people and themes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

FIRST_DAY, DAYS = date(2011, 1, 3), 5800
# Letters of a text at the least.
LENGTH = 4_000

PLACES = {
    "Bakı": "Baku", "Gəncə": "Ganja", "Sumqayıt": "Sumgait", "Şəki": "Shaki", "Quba": "Guba",
    "Lənkəran": "Lankaran", "Mingəçevir": "Mingachevir", "Naxçıvan": "Nakhchivan",
    "Şamaxı": "Shamakhi", "Qəbələ": "Gabala", "Xaçmaz": "Khachmaz", "Ağdaş": "Aghdash",
    "Bərdə": "Barda", "Göyçay": "Goychay", "Zaqatala": "Zagatala", "Yevlax": "Yevlakh",
    "Salyan": "Salyan", "Astara": "Astara", "Tovuz": "Tovuz", "Füzuli": "Fuzuli",
}  # fmt: skip
# Names that nobody has, in the spelling of each language.
PEOPLE = {
    "Nərgiz Xəzəryurdova": "Nargiz Khazaryurdova", "Elçin Dağüstü": "Elchin Daghustu",
    "Səkinə Çaylıoğlu": "Sakina Chaylioghlu", "Rəşad Gülüstanov": "Rashad Gulustanov",
    "Cəmilə Bulaqlı": "Jamila Bulagli", "Vüqar Şimşəkov": "Vugar Shimshakov",
    "Aytən Qızılgülova": "Aytan Gizilgulova", "Xəyal Ocaqverdi": "Khayal Ojagverdi",
    "Zümrüd Əlvanzadə": "Zumrud Alvanzade", "Tofiq Yaylaqov": "Tofig Yaylagov",
    "Könül Ceyranbatan": "Konul Jeyranbatan", "Məzahir Qayabaşı": "Mazahir Gayabashi",
}  # fmt: skip
THEMES = (
    ("uşaq hüquqları", "children's rights"), ("təhsil hüququ", "the right to education"),
    ("səhiyyə xidməti", "health services"), ("sosial təminat", "social security"),
    ("əmək münasibətləri", "labour relations"), ("mənzil məsələsi", "housing"),
    ("məhkəmə qərarları",
     "court decisions"), ("ədalət mühakiməsi", "the administration of justice"),
    ("ekoloji mühit", "the environment"), ("yol təhlükəsizliyi", "road safety"),
    ("ailə dəyərləri", "family values"), ("gənclər siyasəti", "youth policy"),
    ("hərbi xidmət", "military service"), ("vətəndaşlıq sənədləri", "citizenship documents"),
    ("pensiya təyinatı", "pensions"), ("torpaq mülkiyyəti", "land ownership"),
    ("informasiya əldə etmək", "access to information"), ("kənd yaşayış yerləri", "villages"),
    ("bələdiyyə xidmətləri",
     "municipal services"), ("mədəniyyət abidələri", "monuments of culture"),
)  # fmt: skip
_AZ = (
    "{place} sakinləri {theme} ilə bağlı müraciət ediblər.",
    "Müvəkkil {theme} sahəsində görülən işlər barədə məlumat verib.",
    "Görüşdə {person} çıxış edərək təkliflərini bildirib.",
    "Araşdırma zamanı {number} müraciət öyrənilib və cavablandırılıb.",
    "Qanunvericiliyin tələbləri {theme} baxımından təhlil edilib.",
    "Vətəndaşların şikayətləri üzrə {place} rayonunda qəbul keçirilib.",
    "Dövlət qurumlarının nümayəndələri {theme} mövzusunda fikir mübadiləsi aparıblar.",
    "Tədbirin sonunda iştirakçıların sualları cavablandırılıb.",
    "Layihə çərçivəsində {number} nəfər üçün seminar təşkil olunub.",
    "{person} hüquqların qorunmasında əməkdaşlığın əhəmiyyətini qeyd edib.",
    "Beynəlxalq təşkilatlarla birgə {theme} haqqında hesabat hazırlanıb.",
    "Müraciət edənlərə hüquqi izahlar verilib, sənədlər nəzarətə götürülüb.",
)
_EN = (
    "Residents of {place} have applied about {theme}.",
    "The Commissioner spoke of the work that has been done in {theme}.",
    "{person} took the floor at the meeting and made several proposals.",
    "During the inquiry {number} applications were studied and answered.",
    "The requirements of the law were analysed from the point of view of {theme}.",
    "Complaints of citizens were heard at a reception in the district of {place}.",
    "Representatives of state bodies exchanged views on {theme}.",
    "At the end of the event the questions of the participants were answered.",
    "Within the project a seminar was organised for {number} people.",
    "{person} stressed how much cooperation matters in the protection of rights.",
    "A report on {theme} was prepared together with international organisations.",
    "Applicants were given legal explanations, and their papers were taken under control.",
)
_TITLES = (
    ("{place}: {theme} müzakirə olunub", "{place}: {theme} discussed"),
    ("{theme} mövzusunda görüş keçirilib", "Meeting on {theme}"),
    ("Müvəkkil {place} sakinlərini qəbul edib", "The Commissioner received residents of {place}"),
    ("{person} ilə görüş: {theme}", "Meeting with {person}: {theme}"),
    ("{theme} haqqında hesabat təqdim edilib", "Report on {theme} presented"),
)


class Planted(NamedTuple):
    """A release that is asked for. `text` and `title` are Azerbaijani and English."""

    key: str
    day: str
    place: str
    person: str
    title: tuple[str, str]
    text: tuple[str, str]


PLANTED = (
    Planted("prison", "2020-05-22", "Gəncə", "Nərgiz Xəzəryurdova",
            ("Həbsxanada saxlanma şəraiti yoxlanılıb", "Conditions in the prison inspected"),
            ("Məhbuslar yataqxana və yemək barədə danışıblar.",
             "Inmates spoke of dormitories and food.")),
    Planted("disabled", "2019-12-03", "Sumqayıt", "Elçin Dağüstü",
            ("Əlilliyi olan şəxslər üçün pandus quraşdırılıb",
             "Ramps for persons with disabilities"),
            ("Binaların girişində panduslar yoxdur.",
             "Wheelchair users could not enter the buildings.")),
    Planted("refugees", "2018-06-20", "Bərdə", "Səkinə Çaylıoğlu",
            ("Qaçqınların yaşayış şəraiti ilə tanışlıq", "A visit to the homes of refugees"),
            ("Qaçqın ailələri yeni evlərə köçürülüb.", "Displaced families moved to new houses.")),
    Planted("earthquake", "2021-02-08", "Şamaxı", "Rəşad Gülüstanov",
            ("Zəlzələdən zərər çəkənlərə yardım", "Help for those who suffered in the earthquake"),
            ("Zəlzələ nəticəsində məktəb dağılıb.", "The earthquake destroyed a school.")),
    Planted("violence", "2022-11-25", "Lənkəran", "Cəmilə Bulaqlı",
            ("Məişət zorakılığına qarşı kampaniya başlayıb",
             "A campaign against domestic violence"),
            ("Qadınlar üçün sığınacaq açılıb.", "A shelter for women was opened.")),
    Planted("braille", "2023-01-04", "Quba", "Vüqar Şimşəkov",
            ("Brayl əlifbası ilə kitablar çap olunub", "Books printed in Braille"),
            ("Gözdən əlil oxucular kitabxanaya gəliblər.", "Blind readers came to the library.")),
    Planted("fishermen", "2017-07-14", "Astara", "Xəyal Ocaqverdi",
            ("Balıqçıların əmək haqqı ödənilib", "Fishermen were paid their wages"),
            ("Gəmi heyəti altı ay maaş almayıb.", "The crew had no salary for six months.")),
    Planted("school-bus", "2016-09-15", "Qəbələ", "Zümrüd Əlvanzadə",
            ("Dağ kəndlərinə məktəb avtobusu ayrılıb", "A school bus for mountain villages"),
            ("Şagirdlər yağışda piyada gedirdilər.", "Pupils walked in the rain.")),
    Planted("hunger", "2024-03-19", "Naxçıvan", "Tofiq Yaylaqov",
            ("Aclıq edən məhkumla danışıqlar aparılıb", "Talks with a convict on hunger strike"),
            ("Aclıq aksiyası on gün davam edib.", "The hunger strike went on for ten days.")),
    Planted("water", "2015-08-11", "Salyan", "Aytən Qızılgülova",
            ("İçməli su problemi həll edilib", "The problem of drinking water is solved"),
            ("Quyuların suyu içməyə yararsız idi.",
             "The water of the wells was not fit to drink.")),
    Planted("orphanage", "2014-04-28", "Şəki", "Könül Ceyranbatan",
            ("Uşaq evində yoxlama aparılıb", "The orphanage was visited without notice"),
            ("Valideynlərini itirmiş uşaqlar orada böyüyür.", "Orphans grow up there.")),
    Planted("torture", "2013-06-26", "Mingəçevir", "Məzahir Qayabaşı",
            ("İşgəncəyə məruz qalanların reabilitasiyası", "Rehabilitation of victims of torture"),
            ("Həkimlər işgəncə izlərini təsdiqləyiblər.",
             "Doctors confirmed the marks of torture.")),
    Planted("nurses", "2012-05-12", "Tovuz", "Nərgiz Xəzəryurdova",
            ("Tibb bacılarının şikayəti təmin olunub", "The complaint of nurses was upheld"),
            ("Növbə saatları artıq ödənilməyib.", "Overtime of night shifts was not paid.")),
    Planted("mine", "2023-04-04", "Füzuli", "Elçin Dağüstü",
            ("Mina partlayışından həlak olanların ailələri",
             "Families of people killed by land mines"),
            ("Minalanmış ərazilər təmizlənir.", "Mined areas are being cleared.")),
    Planted("anthem", "2011-05-27", "Yevlax", "Səkinə Çaylıoğlu",
            ("Himn oxuyan şagirdlər mükafatlandırılıb", "Pupils who sang the anthem were honoured"),
            ("Xor müsabiqəsinin qalibləri elan olunub.", "The winners of the choir competition.")),
    Planted("electricity", "2019-01-17", "Zaqatala", "Rəşad Gülüstanov",
            ("Elektrik enerjisinin kəsilməsi araşdırılıb", "Power cuts were looked into"),
            ("Transformator yanıb və kənd işıqsız qalıb.",
             "The transformer burnt, the village was dark.")),
    Planted("carpet", "2018-10-05", "Quba", "Cəmilə Bulaqlı",
            ("Xalçaçı qadınların kooperativi yaradılıb",
             "A cooperative of women who weave carpets"),
            ("Əl işləri sərgisi keçirilib.", "Handicrafts were exhibited.")),
    Planted("vaccine", "2021-06-07", "Bakı", "Vüqar Şimşəkov",
            ("Peyvənd olunmayan müəllimlərin müraciəti",
             "Application of teachers without vaccination"),
            ("Peyvənd könüllü olmalıdır.", "Vaccination ought to be voluntary.")),
    Planted("dogs", "2025-02-13", "Bakı", "Xəyal Ocaqverdi",
            ("Küçə itləri ilə bağlı dəyirmi masa", "A round table on stray dogs"),
            ("Sahibsiz heyvanlar üçün sığınacaq tikilir.", "A home for animals is being built.")),
    Planted("deaf", "2020-09-23", "Sumqayıt", "Aytən Qızılgülova",
            ("Jest dili tərcüməçiləri hazırlanır", "Interpreters of sign language are trained"),
            ("Eşitmə qüsurlu şəxslər məhkəmədə iştirak edib.",
             "Deaf people took part in a trial.")),
    Planted("flood", "2016-04-02", "Göyçay", "Tofiq Yaylaqov",
            ("Daşqından sonra kompensasiya ödənilib", "Compensation paid after the flood"),
            ("Çay məcrasından çıxıb, bağlar su altında qalıb.",
             "The river left its bed, orchards drowned.")),
    Planted("journalists", "2022-05-03", "Bakı", "Zümrüd Əlvanzadə",
            ("Jurnalistlərin təhlükəsizliyi müzakirə edilib",
             "The safety of journalists discussed"),
            ("Reportyor çəkiliş zamanı saxlanılıb.", "A reporter was detained while filming.")),
    Planted("chess", "2017-03-30", "Naxçıvan", "Könül Ceyranbatan",
            ("Koloniyada şahmat turniri keçirilib", "A chess tournament in the penal colony"),
            ("Qaliblərə diplom verilib.", "The winners were given diplomas.")),
    Planted("diploma", "2013-10-16", "Gəncə", "Məzahir Qayabaşı",
            ("Xarici diplomların tanınması gecikib", "Recognition of foreign diplomas delayed"),
            ("Məzunlar işə düzələ bilmir.", "Graduates cannot find work.")),
    Planted("bakery", "2024-08-21", "Xaçmaz", "Nərgiz Xəzəryurdova",
            ("Çörəkxananın işçiləri sığortalanıb", "Workers of the bakery were insured"),
            ("Əmək müqaviləsi bağlanmayıb.", "They had no labour contracts.")),
    Planted("cemetery", "2015-11-09", "Ağdaş", "Elçin Dağüstü",
            ("Köhnə qəbiristanlığın hasarı bərpa edilib", "The fence of the old cemetery restored"),
            ("Məzar daşları qorunmalıdır.", "Gravestones have to be protected.")),
    Planted("trafficking", "2025-07-30", "Astara", "Səkinə Çaylıoğlu",
            ("İnsan alverinin qurbanlarına dəstək", "Support for victims of human trafficking"),
            ("Sərhəddə maarifləndirmə aparılıb.", "Awareness was raised at the border.")),
    Planted("radio", "2012-02-13", "Lənkəran", "Rəşad Gülüstanov",
            ("Talış dilində radio verilişləri", "Radio broadcasts in Talysh"),
            ("Azsaylı xalqların mədəniyyəti qorunur.",
             "The culture of small peoples is preserved.")),
    Planted("autism", "2021-04-02", "Mingəçevir", "Cəmilə Bulaqlı",
            ("Autizmli uşaqlar üçün mərkəz açılıb", "A centre for children with autism opened"),
            ("Valideynlər terapiya kurslarına qoşulub.", "Parents joined courses of therapy.")),
    Planted("poison", "2019-06-05", "Salyan", "Vüqar Şimşəkov",
            ("Pestisidlərdən zəhərlənmə halları", "Cases of poisoning by pesticides"),
            ("Pambıq tarlasında işləyənlər xəstələnib.", "Workers of cotton fields fell ill.")),
    Planted("lawyers", "2026-01-15", "Bakı", "Xəyal Ocaqverdi",
            ("Vəkillərin sayı regionlarda azdır", "Too few lawyers in the regions"),
            ("Pulsuz hüquqi yardım göstərilir.", "Legal aid is free of charge.")),
    Planted("train", "2014-12-18", "Yevlax", "Aytən Qızılgülova",
            ("Qatarlarda istilik sistemi işləmir", "No heating on trains"),
            ("Sərnişinlər vaqonda üşüyüb.", "Passengers froze in the carriages.")),
    Planted("theatre", "2018-03-27", "Şəki", "Tofiq Yaylaqov",
            ("Teatr aktyorlarının məvacibi artırılıb", "Actors of the theatre get higher pay"),
            ("Səhnə avadanlığı köhnəlib.", "The equipment of the stage is old.")),
    Planted("donor", "2020-11-11", "Tovuz", "Zümrüd Əlvanzadə",
            ("Könüllü qan donorlarına təşəkkür", "Thanks to voluntary blood donors"),
            ("Talassemiyalı xəstələr üçün qan toplanıb.", "Blood for patients with thalassaemia.")),
    Planted("veterans", "2022-05-08", "Göyçay", "Könül Ceyranbatan",
            ("Müharibə veteranlarına protez verilib", "Prostheses for veterans of the war"),
            ("Əlil arabaları paylanıb.", "Wheelchairs were handed out.")),
    Planted("airport", "2023-09-28", "Qəbələ", "Məzahir Qayabaşı",
            ("Hava limanında sərnişinin saxlanması", "A passenger held at the airport"),
            ("Uçuş ləğv edilib, bilet pulu qaytarılmayıb.",
             "The flight was cancelled without refund.")),
    Planted("library", "2011-11-01", "Bərdə", "Nərgiz Xəzəryurdova",
            ("Kəndə səyyar kitabxana gəlib", "A mobile library came to the village"),
            ("Oxucular nağıllar seçiblər.", "Readers chose fairy tales.")),
    Planted("elections", "2016-10-19", "Xaçmaz", "Elçin Dağüstü",
            ("Səsvermə məntəqəsində müşahidə", "Observation at a polling station"),
            ("Seçki bülletenləri Brayl üsulu ilə deyil.", "Ballot papers were not in relief.")),
    Planted("kindergarten", "2024-10-10", "Ağdaş", "Səkinə Çaylıoğlu",
            ("Uşaq bağçasında növbə problemi", "Waiting lists of the kindergarten"),
            ("Analar işə çıxa bilmir.", "Mothers cannot return to work.")),
    Planted("beekeepers", "2025-05-20", "Zaqatala", "Rəşad Gülüstanov",
            ("Arıçılara subsidiya verilməsi", "Subsidies for beekeepers"),
            ("Bal istehsalı azalıb.", "There is less honey.")),
)  # fmt: skip


def site(size: int) -> dict[str, str]:
    """The files of a site of so many releases, in Azerbaijani and English."""
    files = {"content/participants.yaml": "".join(map(_registered, PEOPLE)), **_SYNONYMS}
    taken = {each.day for each in PLANTED}
    near = {(each.place, each.day[:7]) for each in PLANTED}
    for number, planted in enumerate(PLANTED):
        around = _paragraphs(number, planted.place, planted.person)
        texts = [f"{own}\n\n{rest}" for own, rest in zip(planted.text, around, strict=True)]
        key, day, place, person, title, _ = planted
        files |= _editions(key, day, place, person, title, texts)
    for number in range(size - len(PLANTED)):
        random = Random(f"release {number}")
        day = (FIRST_DAY + timedelta(number * DAYS // size)).isoformat()
        if day in taken:
            day = (date.fromisoformat(day) + timedelta(1)).isoformat()
        place, person = random.choice([*PLACES]), random.choice([*PEOPLE])
        if (place, day[:7]) in near:
            place = "Füzuli"
        theme = random.choice(THEMES)
        title = random.choice(_TITLES)
        titles = [_filled(title[tag], tag, place, person, theme, number) for tag in (0, 1)]
        texts = [*_paragraphs(number + 1_000, place, person)]
        files |= _editions(f"n{number}", day, place, person, titles, texts)
    return files


def _paragraphs(number: int, place: str, person: str) -> Iterator[str]:
    """Some pages about this and that, in each language."""
    for tag, sentences in enumerate((_AZ, _EN)):
        random = Random(f"text {number}")
        found: list[str] = []
        while sum(map(len, found)) < LENGTH:
            # Most of it is about the place of the release, some about others.
            here = place if random.random() < 0.7 else random.choice([*PLACES])
            who = person if random.random() < 0.7 else random.choice([*PEOPLE])
            theme, sentence = random.choice(THEMES), random.choice(sentences)
            found.append(_filled(sentence, tag, here, who, theme, random.randrange(3, 90)))
            if random.random() < 0.2:
                found.append("\n\n")
        yield " ".join(found)


def _filled(
    sentence: str, tag: int, place: str, person: str, theme: tuple[str, str], number: int
) -> str:
    where, who = (PLACES[place], PEOPLE[person]) if tag else (place, person)
    text = sentence.format(place=where, person=who, theme=theme[tag], number=number)
    first = {"i": "İ"}.get(text[0], text[0].upper()) if tag == 0 else text[0].upper()
    return first + text[1:]


def _editions(
    key: str, day: str, place: str, person: str, titles: Sequence[str], texts: Sequence[str]
) -> dict[str, str]:
    return {
        f"content/releases/{day[:4]}/{day}-{key}.{tag}.md": (
            f"---\ntitle: '{title.replace(chr(39), chr(39) * 2)}'\ndate: {day}\nslug: {key}\n"
            f"place: {where}\nparticipants: [{_key(person)}]\n---\n{text}\n"
        )
        for tag, title, where, text in zip(
            ("az", "en"), titles, (place, PLACES[place]), texts, strict=True
        )
    }


def _key(person: str) -> str:
    return PEOPLE[person].lower().replace(" ", "-")


def _registered(person: str) -> str:
    return (
        f"{_key(person)}:\n  name: {{az: {person}, en: {PEOPLE[person]}}}\n"
        "  role: {az: məsləhətçi, en: Adviser}\n"
    )


_SYNONYMS = {
    "content/synonyms.yaml": (
        "az:\n  - [həbsxana, türmə, cəzaçəkmə müəssisəsi]\n  - [maaş, əmək haqqı, məvacib]\n"
        "  - [vəkil, hüquqşünas]\n"
        "en:\n  - [prison, jail, penitentiary]\n  - [lawyer, attorney, advocate]\n"
        "  - [power cut, blackout]\n"
    )
}
