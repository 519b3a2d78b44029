# SPDX-License-Identifier: GPL-3.0-or-later
"""Names and choices made by hand for the basemap; every judgement of the maker sits here."""


def name (en, uk):
  return {'en': en, 'uk': uk}


# Ukraine's regions by ISO 3166-2. The same 27 codes decide what is Ukraine: Crimea (UA-43) and
# Sevastopol (UA-40) are filed under Russia in the source and are Ukraine's here.
OBLASTS = {
  'UA-05': name ('Vinnytsia Oblast', 'Вінницька область'),
  'UA-07': name ('Volyn Oblast', 'Волинська область'),
  'UA-09': name ('Luhansk Oblast', 'Луганська область'),
  'UA-12': name ('Dnipropetrovsk Oblast', 'Дніпропетровська область'),
  'UA-14': name ('Donetsk Oblast', 'Донецька область'),
  'UA-18': name ('Zhytomyr Oblast', 'Житомирська область'),
  'UA-21': name ('Zakarpattia Oblast', 'Закарпатська область'),
  'UA-23': name ('Zaporizhzhia Oblast', 'Запорізька область'),
  'UA-26': name ('Ivano-Frankivsk Oblast', 'Івано-Франківська область'),
  'UA-30': name ('Kyiv', 'Київ'),
  'UA-32': name ('Kyiv Oblast', 'Київська область'),
  'UA-35': name ('Kirovohrad Oblast', 'Кіровоградська область'),
  'UA-40': name ('Sevastopol', 'Севастополь'),
  'UA-43': name ('Autonomous Republic of Crimea', 'Автономна Республіка Крим'),
  'UA-46': name ('Lviv Oblast', 'Львівська область'),
  'UA-48': name ('Mykolaiv Oblast', 'Миколаївська область'),
  'UA-51': name ('Odesa Oblast', 'Одеська область'),
  'UA-53': name ('Poltava Oblast', 'Полтавська область'),
  'UA-56': name ('Rivne Oblast', 'Рівненська область'),
  'UA-59': name ('Sumy Oblast', 'Сумська область'),
  'UA-61': name ('Ternopil Oblast', 'Тернопільська область'),
  'UA-63': name ('Kharkiv Oblast', 'Харківська область'),
  'UA-65': name ('Kherson Oblast', 'Херсонська область'),
  'UA-68': name ('Khmelnytskyi Oblast', 'Хмельницька область'),
  'UA-71': name ('Cherkasy Oblast', 'Черкаська область'),
  'UA-74': name ('Chernihiv Oblast', 'Чернігівська область'),
  'UA-77': name ('Chernivtsi Oblast', 'Чернівецька область'),
}

# Natural Earth's admin-0 units that are not a state of their own on these maps: the north of
# Cyprus is Cyprus, Baikonur is Kazakhstan, Åland is Finland, the sovereign base areas are kept
# apart because no actor claims them for a layer.
COUNTRY_OF_A3 = {'CYN': 'CY', 'CNM': 'CY', 'KAB': 'KZ', 'ALD': 'FI', 'KOS': 'XK', 'PSX': 'PS',
                 'ESB': 'CY-SBA', 'WSB': 'CY-SBA', 'USG': 'CU'}

COARSE_WITHOUT_CODE = {'Kosovo': 'XK', 'N. Cyprus': 'CY', 'Somaliland': 'somaliland',
                       'Siachen Glacier': 'siachen', 'Indian Ocean Ter.': 'indian-ocean'}

# Germany until 2 October 1990: the Länder of the Federal Republic, the Saar included (it joined
# on 1 January 1957). Berlin's western sectors were not one of them.
FEDERAL_REPUBLIC_1949 = {'DE-SH', 'DE-HH', 'DE-NI', 'DE-HB', 'DE-NW', 'DE-HE', 'DE-RP', 'DE-SL',
                         'DE-BW', 'DE-BY'}
FEDERAL_REPUBLIC_NAME = name ('Federal Republic of Germany (until 1990)',
                              'Федеративна Республіка Німеччина (до 1990)')
FEDERAL_REPUBLIC_NOTE = name (
  'The western Länder in the borders of today, with the Saar, which joined on 1 January 1957. '
  'West Berlin is left out: it was under the three western powers.',
  'Західні землі в сучасних межах, разом із Сааром, що приєднався 1 січня 1957 року. '
  'Західний Берлін не включено: він перебував під владою трьох західних держав.')

# Parts of a member outside the area of Article 6, by ISO 3166-2 or by where they may lie.
OUTSIDE_ARTICLE_6 = {'ES-CE', 'ES-ML'}
EUROPE_WINDOW = (-25, 33, 66, 82)
ARTICLE_6_WINDOWS = {
  'FR': [(-6, 41, 10, 52)],
  'ES': [(-10, 35.95, 5, 44), (-19, 27, -13, 30)],
  'PT': [(-10, 36, -6, 43), (-32, 32, -16, 40)],
  'NL': [(3, 50, 8, 54)],
  'GB': [(-14, 49, 3, 62)],
  'NO': [(-10, 57, 34, 82)],
  'DK': [(7, 54, 16, 58)],
  'US': [(-180, 24, -66, 72), (172, 51, 180, 54)],
  'CA': [(-142, 41, -52, 84)],
}

COUNTRIES_OUTSIDE_BOX = ('US', 'CA', 'JP', 'PM', 'BM')

# Territories that count to a member for the purposes of Article 6.
ACTOR_OF = {'GL': 'DK', 'FO': 'DK', 'GG': 'GB', 'JE': 'GB', 'IM': 'GB', 'GI': 'GB', 'BM': 'GB',
            'PM': 'FR'}

COUNTRY_NAMES = {
  'CY-SBA': name ('Akrotiri and Dhekelia', 'Акротирі і Декелія'),
  'PS': name ('Palestine', 'Палестина'),
}

DISPUTED_BORDERS = {frozenset (p) for p in (
  ('RS', 'XK'), ('IL', 'PS'), ('IL', 'SY'), ('EH', 'MA'), ('SO', 'somaliland'),
  ('ET', 'somaliland'), ('CN', 'IN'), ('IN', 'PK'), ('CN', 'siachen'), ('IN', 'siachen'),
  ('PK', 'siachen'))}
