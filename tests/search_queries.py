"""What journalists and citizens would type, and the one release of `PLANTED` that they mean."""

from __future__ import annotations

# Every fourth one is asked of the small site of `make test`.
QUERIES = (
    # As it is spelled, and in other cases.
    ("az", "həbsxanada saxlanma şəraiti", "prison"),
    ("az", "qaçqınların yaşayışı", "refugees"),
    ("az", "zəlzələ zamanı yardım", "earthquake"),
    ("az", "məişət zorakılığı", "violence"),
    ("az", "balıqçılara əmək haqqının ödənilməsi", "fishermen"),
    ("az", "aclıq edən məhkumlar", "hunger"),
    ("az", "uşaq evləri", "orphanage"),
    ("az", "işgəncələr", "torture"),
    ("az", "tibb bacıları", "nurses"),
    ("az", "insan alveri qurbanı", "trafficking"),
    # Without diacritics, in capitals.
    ("az", "zelzele", "earthquake"),
    ("az", "QACQINLARIN YASAYIS SERAITI", "refugees"),
    ("az", "iskence verilib", "torture"),
    ("az", "xalcaci qadinlar", "carpet"),
    ("az", "icmeli su problemi", "water"),
    ("az", "jurnalistlerin tehlukesizliyi", "journalists"),
    ("az", "kuce itleri", "dogs"),
    ("az", "CÖRƏKXANA İŞÇİLƏRİ", "bakery"),
    # Dates, alone and with words.
    ("az", "22.05.2020", "prison"),
    ("az", "22-05-2020", "prison"),
    ("az", "19 mart 2024", "hunger"),
    ("az", "2023-cü il 4 aprel", "mine"),
    ("az", "Şəki aprel 2014", "orphanage"),
    ("az", "gəncə may 2020", "prison"),
    ("az", "noyabr 2015 ağdaş", "cemetery"),
    ("az", "peyvənd 2021", "vaccine"),
    # Names and places in other spellings.
    ("az", "Xəzəryurdova həbsxana", "prison"),
    ("az", "Khazaryurdova məhbuslar", "prison"),
    ("az", "Xazaryurdova çörəkxana", "bakery"),
    ("az", "Gulustanov radio", "radio"),
    ("az", "Jamila Bulagli autizm", "autism"),
    ("az", "Ceyranbatan şahmat", "chess"),
    ("az", "Shaki teatr", "theatre"),
    ("az", "Lankaran talış dili", "radio"),
    # Synonyms of the site.
    ("az", "türmədə yoxlama şəraiti", "prison"),
    ("az", "balıqçıların maaşı", "fishermen"),
    ("az", "hüquqşünasların sayı regionlarda", "lawyers"),
    # Slips.
    ("az", "zəlzlə", "earthquake"),
    ("az", "peyvand olunmayanlar", "vaccine"),
    ("az", "kompensasya daşqın", "flood"),
    ("az", "elektirik enerjisi", "electricity"),
    ("az", "pestisdlər", "poison"),
    # Beginnings, and words of the text alone.
    ("az", "reabilit", "torture"),
    ("az", "transformator yanıb", "electricity"),
    ("az", "talassemiya", "donor"),
    ("az", "səyyar kitabxana", "library"),
    # English: other forms.
    ("en", "prison conditions inspected", "prison"),
    ("en", "ramp for wheelchair users", "disabled"),
    ("en", "refugee homes", "refugees"),
    ("en", "earthquakes", "earthquake"),
    ("en", "shelters for women", "violence"),
    ("en", "blind reader braille book", "braille"),
    ("en", "wages of fisherman", "fishermen"),
    ("en", "school buses mountains", "school-bus"),
    ("en", "hunger striker", "hunger"),
    ("en", "victims of torture rehabilitated", "torture"),
    ("en", "land mine", "mine"),
    ("en", "Weaving carpet", "carpet"),
    ("en", "stray dog", "dogs"),
    ("en", "SIGN LANGUAGE", "deaf"),
    # Dates.
    ("en", "May 22, 2020", "prison"),
    ("en", "22 May 2020", "prison"),
    ("en", "December 2014 trains", "train"),
    ("en", "2014-12-18", "train"),
    ("en", "theatre in March 2018", "theatre"),
    ("en", "8th of May 2022", "veterans"),
    ("en", "airport 2023", "airport"),
    # Names and places as the other language writes them, or without marks.
    ("en", "Xəzəryurdova library", "library"),
    ("en", "Əlvanzadə journalists", "journalists"),
    ("en", "Zumrud Alvanzade donors", "donor"),
    ("en", "Gəncə diplomas", "diploma"),
    ("en", "Naxcivan chess", "chess"),
    # Synonyms.
    ("en", "jail inmates dormitory", "prison"),
    ("en", "attorneys in the regions", "lawyers"),
    ("en", "blackout transformer", "electricity"),
    # Slips.
    ("en", "vacination of teachers", "vaccine"),
    ("en", "kindergaten", "kindergarten"),
    ("en", "beekepers subsidy", "beekeepers"),
    ("en", "traficking", "trafficking"),
    ("en", "elecions polling station", "elections"),
)
