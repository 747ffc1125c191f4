import type { KnownIntent } from '#knowledge';
import { normaliseText } from '#textmodels';
import { sentences } from './embedded-sentences.ts';

/** What people say to be polite, or to find out whom they talk to. */
export type SmallTalk = 'person' | 'bot' | 'how_are_you' | 'cross' | 'goodbye' | 'thanks' | 'greeting' | 'fine';

interface Kind {
  talk: SmallTalk;
  /** Intents that a company may have for it, whose approved answer comes first. */
  intents: readonly string[];
  /** A whole phrase. */
  said: RegExp;
}

/** The first kind that one of the phrases belongs to decides: "thanks, bye" is a goodbye. */
const kinds: readonly Kind[] = [
  { talk: 'person', intents: ['talk_to_person'], said: /^(?:(?:can|could|may) i |i (?:want|need|would like|wanna|d like) (?:to )?|i'd like to |let me |please )*(?:(?:talk|speak|chat)(?:ing)? (?:to|with)|get me|give me|connect me (?:to|with)) (?:an? |the |some )?(?:real |actual |live )?(?:human|person|agent|someone|somebody|representative|advisor|adviser|colleague|employee|operator)(?: being)?(?: please)?$|^(?:human|agent|real person|person|operator)(?: please)?$/ },
  { talk: 'bot', intents: ['are_you_a_bot', 'bot_challenge'], said: /^(?:(?:so )?(?:are|r) (?:you|u) (?:really |actually )?(?:an? )?(?:real |actual |live )?(?:ro?bot|chat ?bot|human|person|machine|computer|ai|program|human being|automated)|(?:am i|is this) (?:talking to |chatting with |speaking to )?(?:an? )?(?:real |actual )?(?:ro?bot|human|person|machine|computer|ai)|(?:who|what) (?:are|r) (?:you|u)|(?:what is|what's|whats) (?:your|ur) name|is (?:this|there) (?:a |an )?(?:ro?bot|real person))(?: or (?:an? )?(?:real )?(?:human|person|ro?bot|machine))?$/ },
  { talk: 'how_are_you', intents: ['how_are_you'], said: /^(?:(?:and )?(?:how (?:are|r) (?:you|u)(?: doing)?|how is it going|how's it going|hows it going|how do you do|what's up|whats up|sup|you ok|are you (?:ok|well)))(?: today)?$/ },
  { talk: 'cross', intents: [], said: /^(?:(?:you are|you're|youre|this is|that is|that's|thats|it is|it's) )?(?:so |really |totally |absolutely |completely |very )?(?:useless|stupid|rubbish|terrible|awful|ridiculous|a joke|no help|not helpful|not helping|unhelpful|hopeless|annoying|idiot|dumb)$|^(?:that|this|it) (?:did not|didn't|didnt|does not|doesn't|doesnt) help(?: (?:me|at all))*$/ },
  { talk: 'goodbye', intents: ['goodbye', 'bye'], said: /^(?:good ?bye|bye|bye ?bye|see (?:you|ya)(?: later| soon)?|take care|have a (?:nice|good|great|lovely) (?:day|evening|weekend|one)|good night|cheerio|ciao ciao|tsch(?:ü|ue)ss|auf wiedersehen|adi(?:ó|o)s|au revoir|that(?:'s| is|s) all)(?: (?:then|now|for now))*$/ },
  { talk: 'thanks', intents: ['thanks', 'thank_you'], said: /^(?:(?:ok|okay|great|perfect|super|no|many|oh|ah|lovely|brilliant) )*(?:thanks?(?: you)?|thank u|thx|ty|cheers|much appreciated|danke(?: sch(?:ö|oe)n)?|gracias|merci|grazie|obrigad[oa]|bedankt|tack|dzi(?:ę|e)kuj(?:ę|e))(?: (?:a lot|a million|so much|very much|you|again|for (?:your|the) (?:help|info|answer|reply)|for helping|anyway|that (?:helps|helped)|all good|much|mate))*$/ },
  { talk: 'greeting', intents: ['greeting', 'greet', 'hello'], said: /^(?:hi+|hello+|hey+|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|morning|hola|hallo|guten (?:tag|morgen|abend)|moin|servus|bonjour|salut|ciao|buongiorno|ol(?:á|a)|buen(?:os|as) (?:d(?:í|i)as|tardes)|hej|any(?:one|body) (?:there|here)|are you there|is any(?:one|body) there)(?: (?:there|all|team|everyone|again|bot|mate))*$/ },
  { talk: 'fine', intents: [], said: /^(?:ok(?:ay)?|k|fine|great|perfect|good|nice|cool|alright|all right|super|lovely|brilliant|got it|i see|understood|that helps|that helped|makes sense|wonderful|awesome|no(?:pe)?(?: that(?:'s| is|s) (?:all|it|everything))?|no thank you|nothing else|all good)$/ },
];

/** Null unless the whole message is small talk: "hi, where is my parcel" is a question. */
export function smallTalkOf(text: string): SmallTalk | null {
  // "Please" after a comma asks for nothing by itself.
  const phrases = normaliseText(text).replace(/\u2019/g, "'").split(/[.,;:!?()\u2026\n-]+| and | but /u).map((phrase) => phrase.trim()).filter((phrase) => phrase !== '' && phrase !== 'please');
  const found = phrases.map((phrase) => kinds.findIndex(({ said }) => said.test(phrase)));
  if (phrases.length === 0 || phrases.length > 4 || found.includes(-1)) return null;
  return kinds[Math.min(...found)]!.talk;
}

/** A question without the greeting before it and the thanks after it; the whole when nothing else is there. */
export function withoutPleasantries(text: string): string {
  const phrases = text.split(/(?<=[.!?,;\n])\s*/u);
  const isTalk = (phrase: string | undefined): boolean => phrase !== undefined && phrase.trim() !== '' && smallTalkOf(phrase) !== null;
  let [from, to] = [0, phrases.length];
  while (from < to && isTalk(phrases[from])) from++;
  while (to > from && isTalk(phrases[to - 1])) to--;
  return from === to ? text : phrases.slice(from, to).join(' ').trim();
}

/** What a company approved for this; else words of our own. */
export function smallTalkAnswer(talk: SmallTalk, intents: ReadonlyMap<string, KnownIntent>): { intent: string | null; text: string } {
  const intent = kinds.find((kind) => kind.talk === talk)!.intents.find((key) => intents.has(key)) ?? null;
  const approved = intent === null ? null : intents.get(intent)!.answer;
  return { intent, text: approved ?? sentences.smallTalk[talk] };
}
