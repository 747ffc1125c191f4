import type { TwinCheck } from '#contracts';

export const words = {
  add: 'Add an A/A check', name: 'A/A check', share: 'Share of the A/A check in %',
  means: 'A small part of the visitors gets the control’s own version under another name. No difference is the right result; one that is found shows that the measurement itself is broken. It is no candidate and takes nothing of the error of the others.',
  title: 'A/A check: is the measurement sound?',
  about: (twin: string, control: string) => `${twin} answers with the very version of ${control}. Whatever differs between the two is chance, or a fault in sharing out, answering or counting.`,
  measure: 'Measure', control: 'Control', twin: 'Its twin', difference: 'Difference', stands: 'Stands',
  results: { alike: 'Alike', differs: 'Differs: do not trust this experiment', 'too-few': 'Too few yet', unknown: 'Not known' } satisfies Record<TwinCheck['result'], string>,
  notKnown: 'not known yet', tooFew: (have: string, need: string) => `too few yet (${have} of ${need} visitors)`, same: 'the same for everybody', late: 'too many answers never came in time',
  notYet: 'an interval follows from 50 visitors of each on',
  note: (error: string) => `The interval holds at every look together; at most ${error} of sound experiments ever look this wrong. A fault stays on record until a new phase begins.`,
} as const;
