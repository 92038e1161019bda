"""Words of everyday speech that tell of treatment, and words that do not although names in the library have them.

English and Spanish, small letters, without accents.
"""

__all__ = ["BEGINNINGS", "EVERYDAY", "WHOLE"]

# Beginnings of words.
BEGINNINGS = """
    treat tratamient therap terap counsel consejer detox desintox rehab recover recuper relaps recaid recai sober sobri
    addict adicc adict abstin withdraw overdos sobredos naloxon narcan crav drug droga drogo drunk drink drank borrach
    emborrach beb alcohol substanc sustanc consum dependen prescri recet medic clinic hospital inpatient outpatient
    ambulator residen internad program sponsor padrin madrin psych psiqui psico mental suicid depress depres anxi ansied
    trauma bipolar schizo esquizo hepat needle aguja syring jering inject inyec urin orina screen tamiz court juzgad
    judge juez probat parole prison carcel jail pregnan embaraz violen abus smok fum tobac tabac nicotin cigar vape vapi
    pill pastill heroin opio fentan metha weed dealer booze beer cervez wine vodka rum whisk tequila liquor licor
    diagnos disorder trastorn seizur convuls deliri taper intoxic drogad porro mariguan marihuan marijuan coca crack
    cristal crystal hierba stoned wasted hungover resaca cruda dope smack suboxon subutex vivitrol antabus narcotic
    alanon naranon lifering lockbox crisis lifeline safety segurid dejar dejand
"""
# Words too short, or too often something else, to be beginnings.
WHOLE = """
    use uses used using user users usar uso usos usa usan aa na ca dose doses dosis test tests hiv vih ptsd tept adhd
    tdah sti std its clean limpio limpia quit quits quitting slip slips slipped urge urges ganas sick group groups grupo
    grupos twelve doce peer peers pot coke meth speed ice xan xans bars lean oxy perc percs stash high hit shot shots
    buzz fix bar cantina mono bajon team equipo ruler harm harms stop stopping stopped deje dejo dejado overusing
    case manager
"""
# What everybody says every day, though names in the library have it.
EVERYDAY = """
    acting and azul blue calle check con de e en for full long short la o or para plus s san sin st street the under
    with without y z mas mensual monthly weekly semanal non never mood one una uno whole a as ar c r d m t core
    general overall count basico muscle john juan release cleared extended partial mixed prolonged day days week in of
    to is at all now new not other otro otra sales past severe current chronic acute condition disease history family
    el los del desde since last ultimo single unica sure self steps form formulario question pregunta activity actividad
    brief breve contact contacto sleep sueno heart head white black purple flower flor reglas scale escala lite sign
"""
