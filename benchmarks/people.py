"""The names, roles and organisations of made-up participants, in Azerbaijani and English.

Given names and surnames are common ones, put together at random; no real person is meant.
"""

from __future__ import annotations

from benchmarks.words import Pair

GIVEN: tuple[Pair, ...] = (
    ("Aygün", "Aygun"), ("Aysel", "Aysel"), ("Çinarə", "Chinara"), ("Dilarə", "Dilara"),
    ("Elnarə", "Elnara"), ("Əminə", "Amina"), ("Fidan", "Fidan"), ("Gülşən", "Gulshan"),
    ("Günel", "Gunel"), ("Həcər", "Hajar"), ("Xədicə", "Khadija"), ("İradə", "Irada"),
    ("Könül", "Konul"), ("Lalə", "Lala"), ("Leyla", "Leyla"), ("Mehriban", "Mehriban"),
    ("Nərgiz", "Nargiz"), ("Nigar", "Nigar"), ("Pərvanə", "Parvana"), ("Ruhəngiz", "Ruhangiz"),
    ("Sevinc", "Sevinj"), ("Səkinə", "Sakina"), ("Şəbnəm", "Shabnam"), ("Ülviyyə", "Ulviyya"),
    ("Anar", "Anar"), ("Araz", "Araz"), ("Azər", "Azer"), ("Cavid", "Javid"),
    ("Ceyhun", "Jeyhun"), ("Elçin", "Elchin"), ("Əli", "Ali"), ("Fərid", "Farid"),
    ("Fuad", "Fuad"), ("Həsən", "Hasan"), ("İlqar", "Ilgar"), ("Kamran", "Kamran"),
    ("Mahir", "Mahir"), ("Murad", "Murad"), ("Natiq", "Natig"), ("Orxan", "Orkhan"),
    ("Qəhrəman", "Gahraman"), ("Rəşad", "Rashad"), ("Sənan", "Sanan"), ("Tofiq", "Tofig"),
    ("Tural", "Tural"), ("Vüqar", "Vugar"), ("Yaşar", "Yashar"), ("Zaur", "Zaur"),
)  # fmt: skip

# Of a man; a woman's surname has one more "a" in both languages.
SURNAMES: tuple[Pair, ...] = (
    ("Abbasov", "Abbasov"), ("Ağayev", "Aghayev"), ("Axundov", "Akhundov"),
    ("Babayev", "Babayev"), ("Bağırov", "Baghirov"), ("Cabbarov", "Jabbarov"),
    ("Cəfərov", "Jafarov"), ("Əhmədov", "Ahmadov"), ("Ələsgərov", "Alasgarov"),
    ("Əliyev", "Aliyev"), ("Fərəcov", "Farajov"), ("Hacıyev", "Hajiyev"),
    ("Həsənov", "Hasanov"), ("Hüseynov", "Huseynov"), ("Xəlilov", "Khalilov"),
    ("İbrahimov", "Ibrahimov"), ("İsgəndərov", "Isgandarov"), ("İsmayılov", "Ismayilov"),
    ("Kazımov", "Kazimov"), ("Kərimov", "Karimov"), ("Qasımov", "Gasimov"),
    ("Quliyev", "Guliyev"), ("Qurbanov", "Gurbanov"), ("Lətifov", "Latifov"),
    ("Mahmudov", "Mahmudov"), ("Məmmədov", "Mammadov"), ("Mirzəyev", "Mirzayev"),
    ("Mustafayev", "Mustafayev"), ("Nağıyev", "Naghiyev"), ("Nəbiyev", "Nabiyev"),
    ("Novruzov", "Novruzov"), ("Orucov", "Orujov"), ("Paşayev", "Pashayev"),
    ("Rəhimov", "Rahimov"), ("Rüstəmov", "Rustamov"), ("Sadıqov", "Sadigov"),
    ("Salmanov", "Salmanov"), ("Səfərov", "Safarov"), ("Süleymanov", "Suleymanov"),
    ("Şərifov", "Sharifov"), ("Şükürov", "Shukurov"), ("Tağıyev", "Taghiyev"),
    ("Vəliyev", "Valiyev"), ("Yusifov", "Yusifov"), ("Zamanov", "Zamanov"),
    ("Zeynalov", "Zeynalov"), ("Zülfüqarov", "Zulfugarov"), ("Əsgərov", "Asgarov"),
)  # fmt: skip

ROLES: tuple[Pair, ...] = (
    ("Sədr", "Chair"),
    ("Sədr müavini", "Deputy Chair"),
    ("İcraçı direktor", "Executive Director"),
    ("Şöbə müdiri", "Head of Department"),
    ("Baş məsləhətçi", "Senior Adviser"),
    ("Hüquq məsləhətçisi", "Legal Adviser"),
    ("Professor", "Professor"),
    ("Layihə rəhbəri", "Project Manager"),
    ("İctimaiyyətlə əlaqələr üzrə məsul şəxs", "Public Relations Officer"),
    ("Ekspert", "Expert"),
    ("Nümayəndə", "Representative"),
    ("Regional mərkəzin rəhbəri", "Head of the Regional Centre"),
    ("Monitorinq qrupunun üzvü", "Member of the Monitoring Group"),
    ("Vəkil", "Attorney"),
    ("Psixoloq", "Psychologist"),
    ("Prezident", "President"),
)

ORGANISATIONS: tuple[Pair, ...] = (
    (
        "İnsan Hüquqları üzrə Müvəkkilin (Ombudsmanın) Aparatı",
        "Office of the Commissioner for Human Rights (Ombudsman)",
    ),
    ("«Açıq Qapı» İctimai Birliyi", "“Open Door” Public Union"),
    ("Uşaqlar və Gənclər Fondu", "Foundation for Children and Youth"),
    ("«Ədalətə Yol» Hüquq Mərkəzi", "“Way to Justice” Legal Centre"),
    ("Əlil Təşkilatlarının Əlaqələndirmə Şurası", "Co-ordination Council of Disability Groups"),
    ("Qadın Təşəbbüsləri Birliyi", "Union of Women’s Initiatives"),
    ("Əmək Hüquqlarının Müdafiəsi Liqası", "League for the Protection of Labour Rights"),
    ("Ahıllara Qayğı Cəmiyyəti", "Society for the Care of Older People"),
    ("Bakı Hüquq Araşdırmaları İnstitutu", "Baku Institute of Legal Research"),
    ("«Təmiz Hava» Ekoloji Birliyi", "“Clean Air” Ecological Union"),
    ("Könüllü Hüquqşünaslar Şəbəkəsi", "Network of Volunteer Lawyers"),
    ("Regional İnkişaf Mərkəzi", "Centre for Regional Development"),
    ("Səhiyyə Maarifi Cəmiyyəti", "Society for Health Education"),
    ("Müstəqil Jurnalistlər Klubu", "Club of Independent Journalists"),
)

FEMALE = 24
"""How many of `GIVEN`, from its beginning, are names of women."""
