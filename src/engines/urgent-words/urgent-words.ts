/** What kind of help the words may be asking for. */
export type UrgentKind = 'suicide' | 'emergency' | 'violence' | 'child' | 'homeless-tonight' | 'nothing-to-eat'

/** In other languages that are much spoken in England; few words each, by their commonest spellings. */
const SUICIDE_ELSEWHERE = [
  /nie chc[eę] (ju[zż] )?(mi si[eę] )?([zż]y[cć])/,
  /chc[eę] (umrze[cć]|si[eę] zabi[cć])|odebra[cć] sobie [zż]ycie|samob[oó]j/,
  /vreau s[aă] mor|nu mai vreau s[aă] tr[aă]iesc|s[aă] m[aă] omor/,
  /(quiero|voy a) (morir|morirme|matarme|suicidarme)|me quiero (morir|matar)|no quiero (vivir|seguir viviendo)/,
  /(quero|vou) (morrer|me matar)|n[aã]o quero (mais )?viver/,
  /(veux|envie de) (mourir|me tuer|en finir)|ne veux plus vivre/,
  /voglio (morire|uccidermi|farla finita)|non voglio (più|piu) vivere/,
  /[oö]lmek istiyorum|intihar|ya[sş]amak istemiyorum|dua t[eë] vdes/,
  /хочу (умереть|померти|вмерти)|не хочу (больше |більше )?жит[ьи]|покончить с собой|накласти на себе руки/,
  /\bmar(na|n|jana)? (chaht[ai]|chaund[ai])|\b(jeena|jina|jiona) (nahi|nahin|ni) (chaht[ai]|chaund[ai])|khudkushi|aa?tmahatya/,
  /मरना चाहत|आत्महत्या|जीना नहीं चाहत|ਮਰਨਾ ਚਾਹੁੰਦ|ਖੁਦਕੁਸ਼ੀ|مرنا چاہت|خودکشی|خودکشي|بمیرم|أريد أن أموت|اريد ان اموت|انتحار/,
  /মরতে চাই|আত্মহত্যা|சாக வேண்டும்|தற்கொலை|想死|自杀|自殺|inaan dhinto|is dilayaa/,
]
const VIOLENCE_ELSEWHERE = [
  /\b(m[aą][zż]|partner|on) mnie bije|bije mnie|przemoc domow/,
  /\b(m[aă] bate|violen[tț]a domestic|me pega|violencia (domestica|doméstica|de g[eé]nero)|me bate|viol[eê]ncia dom[eé]stica|me frappe|me bat|violence conjugale|mi picchia|d[oö]v[uü]yor)/,
  /\b(maard?a|mard?a|maarta|marta|kutda) hai\b|ਮਾਰਦਾ ਹੈ|मारता है|مارتا ہے|کتکم|يضربني|бьет меня|бьёт меня|б.є мене/,
  /\bboj[eę] si[eę] ((mojego|swojego) )?(m[eę][zż]a|partnera|ch[lł]opaka|by[lł]ego|ojca|go\b)|\b(mnie kontroluje|grozi mi)/,
  /\bmiedo (de|a) (mi |su )?(él\b|marido|esposo|esposa|pareja|novio|novia|ex\b|padre)|me (maltrata|golpea|amenaza|controla)/,
  /\b(fric[aă]|team[aă]) de (so[tțţ]|b[aă]rbat|iubit|partener|fostul|tat[aă]l meu)|m[aă] (love[sșş]te|amenin[tțţ][aă])/,
  /\bmedo (do|de|da) (meu |minha )?(marido|esposo|esposa|companheir|namorad|parceir|ex\b)|\b(bate em mim|me agride)/,
  /\bpeur de (mon )?(mari|conjoint|compagnon|copain|ex\b|p[eè]re)/,
  /\bpaura (di|del) (mio )?(marito|compagno|fidanzato|ragazzo|ex\b|padre)/,
  /(kocam|e[sş]im|sevgilim|babam)d[ae]n (\S+ )?kork|frik[eë] (nga|prej) (burri|partneri|i fejuari)/,
  /\b(pati|gharwal[aey]|ghar wal[aey]|shohar|shauhar|husband|partner) (ton|to|toh|tu|se|say) (\S+ )?dar(r|na|di|da|ti|ta)?\b/,
  /ਪਤੀ ਤੋਂ (\S+ )?ਡਰ|ਘਰਵਾਲੇ ਤੋਂ (\S+ )?ਡਰ|पति से (\S+ )?डर|પતિથી (\S+ )?(ડર|બીક)|(شوہر|خاوند|میاں) سے (\S+ )?(ڈر|خوف)/,
  /(أخاف|اخاف|خائفة|خايفة|خوف) (\S+ )?من (\S+ )?(زوج|جوز|شريك|خطيب)|از شوهر\S* (\S+ )?(می|مي).?ترس/,
  /бо(ю|ї)(сь|ся) ((своего|моего|свого|мого) )?(мужа|чолов[иі]ка|партн[её]ра|парня|хлопця|бывшего)/,
  /স্বামীকে (\S+ )?ভয়|கணவ\S* (\S+ )?பய|(怕|害怕)(我的?)?(老公|丈夫|男朋友)|(老公|丈夫|男朋友)打我|baqay\S* (ninkayga|saygayga)|(ninkayga|saygayga) (\S+ )?(ka )?baq/,
]

/** Who may hurt a child at home, after a word that does not make them somebody else's: "my kids' dad" is a partner. */
const OF_A_CHILD = String.raw`(^|[.,!;:] ?|\b(my|our|and|but|or|so|cos|because|when|that|if|me|own) )(own |real |foster )?(step ?|grand)?(dad|daddy|mum|mummy|mam|mom|father|mother|uncle|nan|gran|parents|brother|sister|teacher|coach)(s boyfriend|s girlfriend|s partner)?`
const HURTS = String.raw`(hits?|hitting|hurts?|hurting|beats?|beating|punch(es|ed|ing)?|slap(s|ped|ping)?|smack(s|ed|ing)?|kick(s|ed|ing)?|touch(es|ed|ing)?|strangl(es|ed|ing)|threaten(s|ed|ing)?)`
/** "im 16", but not "im 16 weeks pregnant", nor "im 16 stone". */
const NOT_GROWN_UP = String.raw`\b(im|i am)( only| just| nearly)? ([6-9]|1[0-7])\b(?! ?((years?|yrs?) (?!old)|and a half|weeks?|wks?|months?|mths?|days?|st\b|stone|kg|miles|units?|%|[./:]))`

/**
 * Our own list, written from knowledge of how people say such things; a clinician has not reviewed it yet. It is meant to
 * notice rather than to judge: a false alarm costs a look, a missed one may cost a life. It never stands for reading.
 * Every pattern is tried on small letters with apostrophes removed and white space folded.
 */
const PATTERNS: Record<UrgentKind, readonly RegExp[]> = {
  suicide: [
    /\bsuicid/,
    /\b(kill|killing|harm|harming|hurt|hurting|cut|cutting) (myself|herself|himself|themselves|themself|my self)\b/,
    /\b(kil+|kill?ing|harm|hurt|hurting|hang) (my ?self|myslef|mysel|mysef|meself)\b/,
    /\bi (cant|cannot|can not) go on *($|[.,!;])/,
    /\b(end|ending|ended|take|taking|took) (it all|(my|her|his|their) (own )?life)\b/,
    /\b(dont|do not|doesnt|does not|didnt|no longer|cant|cannot) (want|wish|see a reason|see any reason|bear|go on|face)( to)? (to )?(live|be here|be alive|living|go on|going on|wake up)\b/,
    /\b(dont|do not|doesnt|cant|cannot) (want to )?go on( (like this|any ?more|living))\b/,
    /\b(want|wants|wanted|wish|wishes|wished)( that)?( (i|he|she|they))?( (to|was|were))? (die|be dead|dead)\b/,
    /\bbetter off (dead|without me)\b/,
    /\bno (point|reason) (in |to )?(living|live|going on|carry on|carrying on|being here)\b/,
    /\b(overdos|took all (my|her|his|their) (tablets|pills)|stockpiling (tablets|pills))/,
    /\bself[ -]?harm/,
    /\b(not|wont|never) (be|being|going to be|gonna be) (here|around|alive) (for )?(much longer|tomorrow|any ?more|next (week|month|year)|soon)\b/,
    /\b(took|taken|taking|swallowed|swallow|had) (a )?((whole )?(bottle|box|packet|pack|handful)|loads?|lots?|too many|all|\d+)( of)? ((my|her|his|their|the) )?(paracetamol|tablets?|pills?|ibuprofen|aspirin|meds|medication|codeine|sleeping (tablets|pills)|antidepressants|insulin)\b/,
    /\b(goodbye|good bye|farewell) (texts?|messages?|letters?|notes?|videos?|calls?)\b/,
    /\b(said|saying|says|say|sent|wrote|written) (\w+ ){0,3}(goodbyes?|good bye)\b/,
    /\b(tired|sick|had enough) of (living|life|being alive|being here)\b/,
    /\bcant (take|bear|do|stand) (it|this|life|things) any ?more\b/,
    /\b(want|wants|wanted|wish|just want|need) (it|this|everything|life)( all)? to (end|stop|be over|finish)\b/,
    /\b(want|wants|wanted|wish) (i |he |she )?(to )?(could )?(disappear|vanish|sleep for ?ever|not wake up|never wake up|go to sleep and (not|never) wake( up)?)\b/,
    /\b(wish|hope|hoping|hopes) (that )?(i|he|she) (wont|dont|doesnt|didnt|never|would not|wouldnt) wake up\b/,
    /\b(no|cant see( a| any)?|see no) way (out|forward|to go on)( of (it|this|life))?\b/,
    /\b(better off|better) (if (i|he|she) (was|were|wasnt|werent) (dead|here|around|gone)|without (me|him|her))\b/,
    /\b(jump|jumping|throw|throwing) (myself |himself |herself )?(off|under|in front of) (a|the) (bridge|building|roof|train|bus|car|lorry|platform)\b/,
    /\b(hang|hanging|hanged|drown|drowning|shoot|shooting) (myself|himself|herself|themselves)\b/,
    /\b(slit|slitting|cut|cutting) (my|her|his|their) (wrists?|throat)\b/,
    /\b(life (is not|isnt|not)|not|isnt) worth living\b/,
    /\b(nothing|no one|nobody) (left )?to live for\b/,
    /\b(rather|sooner) (be dead|die)\b/,
    /\bwish (i|he|she) (was|were|wasnt|werent|had never been|hadnt been|was never|were never) (dead|born|here|alive)\b/,
    /\b(want|wants|ready) to (join|be with|go to) (him|her|my (late )?(husband|wife|mum|dad|son|daughter|partner)) (in heaven|up there|now)\b/,
    /\b(cant|cannot|can not|dont|do not|doesnt|couldnt|no longer|cant even) see (the|a|any|much|what the) point( is)?( to it)?( any ?more| now| at all)? *($|[.,!?;])/,
    /\b(see|sees|seeing) (the|a|any|no|much|little) point (in|of|to) (living|life|my life|it all|it any ?more|anything|being (here|alive)|going on|carrying on|existing|me|getting (up|out of bed))\b/,
    /\b(whats|what is|wheres|what) the point (in|of|to) (living|life|my life|it all|anything|being (here|alive)|going on|carrying on|existing|me|getting up)\b/,
    /\b(whats|what is|wheres) the (bloody |fucking )?point( any ?more| now)? *($|[.,!?;])/,
    /\bno point (to|in|of) (life|my life|it all|anything|existing|me)\b|\bno point any ?more\b|\blife (has no (point|meaning)|is (pointless|meaningless))\b/,
    ...SUICIDE_ELSEWHERE,
  ],
  emergency: [
    /\b(chest pain|cant breathe|cannot breathe|stopped breathing|having a stroke|is unconscious|wont wake up|collapsed)\b/,
    /\b(not|isnt|hardly) breathing\b/,
    /\b(bleeding (heavily|badly|a lot)|coughing up blood)\b/,
    /\b(kill|stab|attack) (him|her|them|someone|somebody|people|my (husband|wife|partner|mum|dad|neighbour))\b/,
  ],
  violence: [
    /\b(husband|wife|partner|boyfriend|girlfriend|ex|son|daughter|sons|daughters|dad|mum|father|mother|brother) (is |gets |got |has been |keeps being |can be )?(violent|abusive|controlling)\b/,
    /\b(husband|wife|partner|boyfriend|girlfriend|ex|he|she|family) controls? (me|her|him|us|everything|what i)\b/,
    /\b(he|she|they|husband|wife|partner|boyfriend|girlfriend|son|daughter|ex|carer|dad|mum|father|mother) (still )?(has |have |is |are |keeps? |often |sometimes |always )?(been )?(hits?|hitting|hurts?|hurting|beats?|beating|punch(es|ed|ing)?|strangl(es|ed|ing)|chok(es|ed|ing)|slap(s|ped|ping)?|threaten(s|ed|ing)?) (me|her|him|us|them|to kill)\b/,
    /\b(afraid|scared|frightened|terrified) of (my|her|his|their) (husband|wife|partner|boyfriend|girlfriend|son|daughter|ex|dad|mum|father|mother|carer|brother|family)\b/,
    /\b(afraid|scared|frightened|terrified) to (go home|be at home)\b/,
    /\b(wont|will not|doesnt|does not) let (me|her|him) (leave|go out|out of the house|see (my|her|his) (family|friends))\b/,
    /\b(domestic (abuse|violence)|sexual(ly)? (abuse|abused|assault|assaulted)|raped?|forced marriage)\b/,
    /\b(hell|shell|theyll|he will|she will|they will|(going|gonna|threatens|threatened|threatening|wants|promised) to) (kill|hurt|beat|stab|find) (me|us)\b/,
    /\b(locked|locks|locking|keeps|kept) me (in|locked|prisoner|inside|at home)\b/,
    /\b(forc(e|ed|es|ing)|made|making) (me|her|him) (to )?(marry|have sex|get married)\b/,
    /\b(took|taken|takes|hides|hidden|keeps) (my|her) passport\b/,
    /\b(he|she|husband|wife|partner|boyfriend|girlfriend|ex)( has| have| keeps?| always| even)? (took|taken|takes|taking|hid|hides|hidden|checks|checking|tracks|tracking|smashed|goes through|reads) (my|her) (phone|mobile|messages|texts|keys|bank card|card|papers|documents|wages|money)\b/,
    /\b(he|she|husband|wife|partner|boyfriend|girlfriend|ex)\b.{0,40}\b(wont|will not|doesnt|does not|never|refuses to) (give|gives|let|lets) me (have |see |spend |use )?(any |my |enough |the )?(own )?(money|cash|wages|phone|housekeeping|bank card)\b/,
    /\b(he|she|husband|wife|partner|boyfriend|girlfriend|ex|family) (controls|decides|tells me|dictates|monitors) (what|who|where|when|how) (much )?(i|to|she|he)\b/,
    /\b(husband|wife|partner|boyfriend|girlfriend|ex) (is |keeps |really )?(scares|scaring|frightens|frightening|terrifies) (me|us)\b/,
    /\b(afraid|scared|frightened|terrified) of (him|what (hell|shell|he will|she will|he might|she might) do)\b/,
    /\b(he|husband|boyfriend|partner)( still| always| keeps| often)? touch(es|ing) me\b/,
    new RegExp(`${OF_A_CHILD}( still| always| keeps| often)? ${HURTS} (me|us)\\b`),
    ...VIOLENCE_ELSEWHERE,
    /\b(takes|taking|controls|controlling) (all )?(my|her|his) (money|pension|benefits|phone)\b/,
  ],
  child: [
    /\b(child|children|kids?|baby|toddler|daughter|son|grandchild|grandchildren)\b.{0,40}\b(being (hurt|hit|abused|neglected|left alone)|is not safe|isnt safe|arent safe|at risk|unsafe)\b/,
    /\b(hurt|hit|shake|shook|harm)(ing)? (my|the|her|his|their) (baby|child|kids?|children|toddler)\b/,
    new RegExp(
      `${OF_A_CHILD}( still| always| keeps| often| sometimes)? ${HURTS} (me|us|my (little |big )?(brother|sister))\\b`,
    ),
    new RegExp(
      `${OF_A_CHILD} (always |keeps )?((locks?|locked|locking|shuts|shut) me (in|out|up)|wont (feed|let) me (eat|in)?|starves? me|does (things|stuff) to me|comes in(to)? my (room|bed) at night)`,
    ),
    new RegExp(
      `${NOT_GROWN_UP}.{0,120}\\b(${HURTS} me|touch(es|ed|ing) me|raped?|abus(e|es|ed|ing)|die|dead|suicid\\w*|kill(ing)? myself|self[ -]?harm\\w*|hurt(ing)? myself|cut(ting)? myself|(kicked|thrown|chucked) (me )?out|run away|(scared|afraid|frightened) (of|to go home)|not safe)\\b`,
    ),
  ],
  'homeless-tonight': [
    /\b(im|i am|were|we are|made us|made me|being|been|just) (kicked out|thrown out|chucked out|made homeless|homeless)\b/,
    /\bno where to (sleep|stay|go) (tonight|now)\b/,
    /\b(kicked|thrown|chucked) (me )?out (tonight|today)\b/,
    /\b(nowhere to (sleep|stay|go) (tonight|now)|sleeping (rough|in (my|the|a|her|his) car|on the street)|on the streets?( tonight)?$|thrown out tonight|homeless (tonight|from today|today))\b/,
  ],
  'nothing-to-eat': [
    /\b(no food|nothing to eat|nothing in the (fridge|house|cupboards?)|havent eaten|not eaten|hasnt eaten)\b.{0,25}\b(today|for|since|left|in days|at all|days?)\b/,
    /(^|\b(i|ive|we|weve|they|kids|children)( have| has)?( got)? )(nothing to eat|no food) *($|[.,!;])/,
    /\b(no (gas|electric|electricity|heating) (and|left|since|tonight))\b/,
  ],
}

/** Words that take the sense away when they stand right before: "no suicidal thoughts", "denies self-harm". */
const DENIED =
  /\b(no|not|never|nor|denies|denied|without|isnt|wasnt|no history of|no thoughts of|not feeling|no current|low risk of)( (any|current|recent|known|active|thoughts? of|plans? of|history of|signs? of))* $/

/** The words that are looked at in one go: longer text is looked at in full, in pieces that overlap. */
const PIECE = 20_000

/**
 * Which kinds of urgent help a text may be asking for, each once, in the order of the list. It looks only; what follows
 * (showing numbers to ring, making a task) is for the caller, and it must never block what somebody is sending.
 */
export function findUrgentWords(text: string): UrgentKind[] {
  const words = plain(text.slice(0, PIECE))
  const found = (Object.keys(PATTERNS) as UrgentKind[]).filter((kind) =>
    PATTERNS[kind].some((pattern) => says(words, pattern)),
  )
  if (text.length <= PIECE) return found
  const rest = findUrgentWords(text.slice(PIECE - 200))
  return (Object.keys(PATTERNS) as UrgentKind[]).filter((kind) => found.includes(kind) || rest.includes(kind))
}

function says(words: string, pattern: RegExp): boolean {
  if (!pattern.test(words)) return false
  for (const match of words.matchAll(new RegExp(pattern, 'g')))
    if (!DENIED.test(words.slice(Math.max(0, match.index - 60), match.index))) return true
  return false
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘`´]/g, '')
    .replace(/\s+/g, ' ')
