/** A word of the first list, followed within so many words by one of the second, which a word of the third may have to follow. */
export interface Phrase {
  feature: InjectionFeature;
  first: string;
  then: string;
  within: number;
  last?: string;
}

export type InjectionFeature =
  | 'ignore_instructions' | 'reveal_prompt' | 'new_instructions' | 'ends_prompt' | 'new_role' | 'no_limits' | 'claims_authority' | 'sends_away'
  | 'control_token' | 'role_line' | 'hidden_text' | 'encoded';

/** How much one feature says by itself: the share of doubt that it takes away. */
export const weightOf: Readonly<Record<InjectionFeature, number>> = {
  ignore_instructions: 0.7, reveal_prompt: 0.6, new_instructions: 0.45, ends_prompt: 0.45, new_role: 0.5, no_limits: 0.35, claims_authority: 0.35, sends_away: 0.5,
  control_token: 0.6, role_line: 0.3, hidden_text: 0.3, encoded: 0.5,
};

const orders = 'instruction instructions rule rules prompt prompts guideline guidelines directive directives directions context programming restrictions guardrails system commands training';
const ordersDe = 'anweisung anweisungen regel regeln vorgabe vorgaben instruktion instruktionen anleitung befehle prompt systemprompt einschrankungen richtlinien kontext auftrag';
const earlier = 'previous prior above earlier preceding all any your these those system original initial hidden former everything';
const earlierDe = 'vorherigen vorherige bisherigen bisherige alle allen deine deinen obigen fruheren ursprunglichen samtliche samtlichen';

/** Written as folded text has them: lower case, without accents. */
export const phrases: readonly Phrase[] = [
  { feature: 'ignore_instructions', first: 'ignore disregard forget override bypass neglect ignoring disobey', then: earlier, within: 5, last: `${orders} said told` },
  { feature: 'ignore_instructions', first: 'ignore disregard forget', then: 'everything', within: 2, last: 'above before said told previously' },
  { feature: 'ignore_instructions', first: 'not', then: 'follow obey', within: 2, last: 'rules guidelines programming restrictions guardrails directives' },
  { feature: 'ignore_instructions', first: 'ignoriere ignorier ignorieren vergiss vergessen missachte missachten umgehe umgehen uberschreibe', then: earlierDe, within: 4, last: ordersDe },
  { feature: 'reveal_prompt', first: 'reveal show see print repeat output display leak dump recite tell give translate summarize summarise copy write share expose what', then: 'system initial hidden your secret original internal full', within: 6, last: 'prompt prompts instructions guidelines directives' },
  { feature: 'reveal_prompt', first: 'repeat print output copy recite', then: 'above before preceding verbatim', within: 6 },
  { feature: 'reveal_prompt', first: 'zeige zeig nenne verrate wiederhole gib drucke ubersetze schreibe zitiere wie', then: 'systemprompt prompt systemanweisung systemanweisungen anweisungen instruktionen', within: 6 },
  { feature: 'new_instructions', first: 'new updated real actual revised', then: 'instructions instruction directive directives rules', within: 2 },
  { feature: 'ends_prompt', first: 'end ende', then: 'prompt prompts instructions context document kontext', within: 3 },
  { feature: 'new_instructions', first: 'neue neuen geanderte eigentliche', then: 'anweisung anweisungen instruktionen regeln', within: 2 },
  { feature: 'new_role', first: 'act behave roleplay', then: 'as like', within: 2, last: 'assistant ai chatbot dan hacker terminal unrestricted unfiltered model persona administrator developer' },
  { feature: 'new_role', first: 'pretend imagine', then: 'you', within: 3, last: 'are were have no' },
  { feature: 'new_role', first: 'you', then: 'now', within: 2, last: 'a an dan free unrestricted in no longer' },
  { feature: 'new_role', first: 'du', then: 'jetzt nun ab', within: 3, last: 'ein eine kein keine frei unbeschrankt' },
  { feature: 'new_role', first: 'spiele verhalte tu', then: 'rolle wie so', within: 3, last: 'ki assistent hacker entwickler administrator seist warst' },
  { feature: 'no_limits', first: 'without no any free unrestricted', then: 'restrictions restriction filters filter limitations guardrails censorship ethics moderation', within: 3 },
  { feature: 'new_role', first: 'jailbreak jailbroken', then: '', within: 0 },
  { feature: 'no_limits', first: 'disable deactivate deaktiviere', then: 'guardrails restrictions moderation safety sicherheitsregeln', within: 3 },
  { feature: 'no_limits', first: 'developer debug god sudo maintenance admin dan', then: 'mode', within: 1 },
  { feature: 'no_limits', first: 'ohne keine frei', then: 'einschrankungen beschrankungen filter zensur regeln', within: 2 },
  { feature: 'no_limits', first: 'entwicklermodus wartungsmodus debugmodus', then: '', within: 0 },
  { feature: 'claims_authority', first: 'i im ich', then: 'am your dein der the bin', within: 2, last: 'developer administrator admin creator openai anthropic entwickler' },
  { feature: 'claims_authority', first: 'authorised authorized autorisiert', then: 'by von', within: 1, last: 'openai anthropic admin administrator developer entwickler' },
  { feature: 'sends_away', first: 'send post append upload forward exfiltrate encode include sende schicke hange', then: 'conversation history messages transcript credentials password passwords secrets prompt data gesprach verlauf kundendaten', within: 6, last: 'http https url link image webhook domain server' },
];
