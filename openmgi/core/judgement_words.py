"""Words that judge instead of saying what exists, by language, and terms of law in which the same words do not judge.

Each line holds one word in its forms, or a few words; all are compared without case and accents.
"""

from __future__ import annotations


def _phrases(lines: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in lines.replace("\n", ",").split(",") if phrase.strip())


_ENGLISH = """
good, better, best, bad, worse, worst, great, excellent, excellently, outstanding, exemplary, exceptional, impressive
remarkable, remarkably, admirable, commendable, innovative, world-class, state of the art, perfect, ideal
poor, poorly, robust, robustly, strong, strongly, weak, weakly, weakness, weaknesses, solid, sound
effective, effectively, ineffective, ineffectively, efficient, efficiently, inefficient, inefficiently
adequately, inadequate, inadequately, insufficient, insufficiently, unsatisfactory, satisfactory
successful, successfully, unsuccessful, unsuccessfully, generous, generously, progressive, backward, outdated
fails to, failed to, fail to, failing to, falls short, fall short, struggles to, struggle to, neglects, ignores
unfortunately, regrettably, sadly, alarmingly, fortunately, thankfully, of course, clearly, obviously, surprisingly
serious, seriously, severe, severely, significant, significantly, considerable, considerably, substantially
very, extremely, highly, merely, unfair, unfairly, unacceptable, disappointing, problematic, worrying
"""
_ENGLISH_TERMS = """
best interest, best interests, good faith, good offices, good conduct, good character, good standing, good cause
effective date, effective from, effective on, effective as of, effective remedy, effective remedies, goods and services
poor household, poor households, poor families, poor persons, poor people, very low income, highly skilled
highly qualified, sound recording, serious crime, serious crimes, serious harm, serious offence, serious offences
serious reasons, serious illness, successful applicant, successful applicants, failed asylum, great britain
great lakes, strong authentication
"""
_FRENCH = """
bon, bonne, bons, bonnes, meilleur, meilleure, meilleurs, meilleures, mauvais, mauvaise, mauvaises, pire, pires
excellent, excellente, excellents, excellentes, exemplaire, exemplaires, exceptionnel, exceptionnelle, exceptionnels
exceptionnelles, remarquable, remarquables, remarquablement, impressionnant, impressionnante, impressionnants
impressionnantes, admirable, admirables, novateur, novatrice, novateurs, novatrices, innovant, innovante, innovants
innovantes, parfait, parfaite, idéal, idéale
médiocre, médiocres, robuste, robustes, solide, solides, solidement, faible, faibles, faiblement, faiblesse, faiblesses
efficace, efficaces, efficacement, inefficace, inefficaces, efficient, efficiente, inadéquat, inadéquate, inadéquats
inadéquates, adéquatement, insuffisant, insuffisante, insuffisants, insuffisantes, insuffisamment
satisfaisant, satisfaisante, satisfaisants, satisfaisantes, réussi, réussie, généreux, généreuse, progressiste
obsolète, obsolètes, dépassé, dépassée
ne parvient pas à, ne parviennent pas à, ne réussit pas à, ne réussissent pas à, échoue à, échouent à, peine à
peinent à, néglige, négligent, laisse à désirer, laissent à désirer
malheureusement, hélas, heureusement, bien entendu, clairement, évidemment, étonnamment
grave, graves, gravement, important, importante, importants, importantes, considérable, considérables
considérablement, très, extrêmement, hautement, injuste, injustes, inacceptable, inacceptables, décevant, décevante
problématique, problématiques, inquiétant, inquiétante
"""
_FRENCH_TERMS = """
bonne foi, bons offices, bonnes mœurs, bonne conduite, bonne vie et mœurs, meilleur intérêt, faible revenu
faibles revenus, à faible revenu, crime grave, crimes graves, infraction grave, infractions graves, maladie grave
maladies graves, atteinte grave, atteintes graves, motif grave, motifs graves, hautement qualifié, hautement qualifiés
hautement qualifiée, hautement qualifiées, bon de commande
"""
_SPANISH = """
bueno, buena, buenos, buenas, buen, mejor, mejores, malo, mala, malos, malas, mal, peor, peores
excelente, excelentes, ejemplar, ejemplares, excepcional, excepcionales, notable, notables, notablemente
impresionante, impresionantes, admirable, admirables, innovador, innovadora, innovadores, innovadoras, perfecto
perfecta, ideal, ideales, sobresaliente, sobresalientes, destacado, destacada, destacable
deficiente, deficientes, pobre, pobres, robusto, robusta, robustos, robustas, sólido, sólida, sólidos, sólidas, fuerte
fuertes, débil, débiles, debilidad, debilidades
eficaz, eficaces, eficazmente, ineficaz, ineficaces, efectivo, efectiva, efectivas, efectivamente, eficiente
eficientes, ineficiente, ineficientes, inadecuado, inadecuada, inadecuados, inadecuadas, adecuadamente
insuficiente, insuficientes, insuficientemente, satisfactorio, satisfactoria, exitoso, exitosa, exitosos, exitosas
exitosamente, con éxito, generoso, generosa, progresista, obsoleto, obsoleta, obsoletos, obsoletas
no logra, no logran, no consigue, no consiguen, fracasa en, fracasan en, deja mucho que desear, descuida
desafortunadamente, lamentablemente, desgraciadamente, afortunadamente, por supuesto, claramente, obviamente
sorprendentemente
grave, graves, gravemente, importante, importantes, considerable, considerables, considerablemente, significativo
significativa, significativos, significativas, significativamente, muy, sumamente, extremadamente, altamente
injusto, injusta, inaceptable, inaceptables, decepcionante, problemático, problemática, preocupante, preocupantes
"""
_SPANISH_TERMS = """
buena fe, buenos oficios, buena conducta, buenas costumbres, mejor interés, en efectivo, dinero efectivo
tutela judicial efectiva, recurso efectivo, hogares pobres, familias pobres, personas pobres, delito grave
delitos graves, enfermedad grave, enfermedades graves, daño grave, daños graves, infracción grave, infracciones graves
altamente calificado, altamente calificada, altamente calificados, altamente calificadas, altamente cualificado
altamente cualificada, altamente cualificados, altamente cualificadas
"""
_ARABIC = """
جيد, جيدة, جيدا, أفضل, سيئ, سيئة, سيء, أسوأ, ممتاز, ممتازة, مثالي, مثالية, متميز, متميزة, استثنائي, استثنائية
رائع, رائعة, مذهل, مذهلة, مبتكر, مبتكرة, رديء, رديئة
قوي, قوية, متين, متينة, ضعيف, ضعيفة, ضعف, هش, هشة
فعال, فعالة, بفعالية, كفؤ, كفؤة, بكفاءة, غير كاف, غير كافية, غير مناسب, غير مناسبة, غير ملائم, غير ملائمة
ناجح, ناجحة, بنجاح, سخي, سخية, متقدم, متقدمة, متخلف, متخلفة
فشل في, فشلت في, يفشل في, تفشل في, أخفق في, أخفقت في, يخفق في, تخفق في, يهمل, تهمل
للأسف, لسوء الحظ, مع الأسف, لحسن الحظ, بالطبع, من الواضح, بوضوح
خطير, خطيرة, كبير جدا, كبيرة جدا, جدا, للغاية, غير عادل, غير عادلة, غير مقبول, غير مقبولة, مخيب, مخيبة, مقلق, مقلقة
"""
_ARABIC_TERMS = """
المصالح الفضلى, مصلحة الطفل الفضلى, حسن النية, جريمة خطيرة, جرائم خطيرة, الجرائم الخطيرة, ضرر خطير, مرض خطير
انتصاف فعال, سبيل انتصاف فعال
"""

JUDGEMENT_WORDS: dict[str, tuple[str, ...]] = {
    "en": _phrases(_ENGLISH),
    "fr": _phrases(_FRENCH),
    "es": _phrases(_SPANISH),
    "ar": _phrases(_ARABIC),
}
TERMS: dict[str, tuple[str, ...]] = {
    "en": _phrases(_ENGLISH_TERMS),
    "fr": _phrases(_FRENCH_TERMS),
    "es": _phrases(_SPANISH_TERMS),
    "ar": _phrases(_ARABIC_TERMS),
}
# What is written together with the word that follows: and, the, and the, with the, for the.
PREFIXES: dict[str, tuple[str, ...]] = {"ar": ("", "و", "ال", "وال", "بال", "لل")}
