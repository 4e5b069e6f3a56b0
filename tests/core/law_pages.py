"""Pages of invented laws, as extraction gives them: lines end in " \\n", a hyphen at the end of a line stays."""

from __future__ import annotations

HEADER = "Law on the Stay of Foreign Nationals \n"

# One column with a running header and a page number; a sentence goes on overleaf twice, one word is broken by it.
LAW = [
    HEADER
    + "Article 1 \n"
    + "The purpose of this law is to protect the rights of everyone who lives in the country, whatever their \n"
    + "nationality, and to keep families together. \n"
    + "Article 2 \n"
    + "(1) Every child has access to public education, whether or not the parents hold a permit. \n"
    + "(2) The fee for a permit is 1,200 crowns; for a family it is 2,000.50 crowns. The net rate was -5 per 1,000. \n"
    + "(3) The Office may grant an exemption from \n"
    + "1",
    HEADER
    + "any condition of Article 6.1 if the Office finds that it is justified by humanitarian consider-\n"
    + "ations. The Office cannot refuse a claim for want of a passport. \n"
    + "Article 3 \n"
    + "Non-nationals may work for up to 20 hours a week — or full-time during holidays — without a work permit. A \n"
    + "well-\nfounded fear of persecution is “sufficient”. The Office’s decision is final. \n"
    + "Victims of trafficking receive legal aid and interpre-\n"
    + "2",
    HEADER
    + "tation free of charge. \n"
    + "Article 4 \n"
    + "The ﬁrst ofﬁcial to meet an unaccompanied child informs the guardian’s service within 24 hours. \n"
    + "The Office may detain a person only where no other measure is suﬃcient. \n"
    + "3",
    HEADER
    + "Article 5 \n"
    + "Employers pay the cost of recruit\u00adment. The area of a room is at least 10 m² for each worker. \n"
    + "The Ministry publishes the number of permits every year, by sex, age and country of birth. \n"
    + "4",
]

# Two columns, where extraction loses the line end at a hyphen; left and right pages have headers of their own.
DECREE = [
    "Décret sur l’intégration \n"
    "Le ministre paie le coût des soins de santé engagé pour les per-sonnes protégées, à l’exclusion \n"
    "des réfugiés réinstal-lés visés au paragraphe 6.1(2). \n"
    "Les personnes visées ci-après reçoivent : \n"
    "a) des cours de langue « gratuits » ; \n"
    "page 1 / 6",
    "Recueil des textes \n"
    "b) une aide au loge-ment de 1\u202f500 couronnes. Il met en œuvre le programme avec les communes \n"
    "et les associations. Le procès-verbal est envoyé aux \n"
    "page 2 / 6",
    "Décret sur l’intégration \nparties. Aucun étranger n’est détenu sans décision d’un juge. \npage 3 / 6",
    "Recueil des textes \nLe présent décret entre en vigueur le jour de sa publication. \npage 4 / 6",
    "Décret sur l’intégration \nAnnexe : les communes qui accueillent des familles. \npage 5 / 6",
    "Recueil des textes \nAnnexe : les formulaires. \npage 6 / 6",
]

# Right to left: presentation forms, a stretched letter, marks in any order.
ARABIC = [
    "القانون رقم ٥ \n"
    "المادة ١ \n"
    "لكل ﻃﻔﻞ الحق في التعليم مهما كانت جنسية والديه، ولا يجوز طرده \n"
    "المادة ٢ \n"
    "يُصدر الوزيـــر القرارات اللازمة لتنفيذ هذا القانون. \n",
]

SPANISH = [
    "Ley de movilidad humana \n"
    "Artículo 1. Toda persona tiene derecho a migrar; el Estado garantiza la atención de su salud. \n"
    "Artículo 2. La autoridad no podrá detener a niñas, niños ni adoles-\ncentes por su situación migratoria. \n",
]

ALL = {"law": LAW, "decree": DECREE, "arabic": ARABIC, "spanish": SPANISH}
