import { seededRandom, shuffle } from './seeded-random.ts';

/** Things that customers of a shop ask, several of them close to each other in words but not in meaning. */
const cores: Record<string, readonly string[]> = {
  refund_when: ['when will my refund arrive', 'how long does a refund take', 'my money is not back yet',
    'the returned money has not reached my account', 'how many days until you pay me back'],
  refund_how: ['how do I ask for a refund', 'where can I request my money back', 'what are the steps for a refund',
    'I want to be refunded for this order', 'which form do I fill in to be paid back'],
  return_cost: ['do I pay for sending it back', 'is the return label free', 'who covers return postage',
    'what does returning an item cost', 'is sending back a parcel free of charge'],
  parcel_late: ['my parcel is late', 'the package should have come yesterday', 'my order has not arrived on time',
    'the delivery date has passed', 'I am still waiting for a parcel that is overdue'],
  parcel_where: ['where is my parcel now', 'how can I track the package', 'can you see the location of my delivery',
    'which depot has my order', 'the tracking page shows nothing'],
  address_change: ['I moved house after ordering', 'can the parcel go to another address',
    'I typed the wrong street', 'please deliver to my office instead', 'how do I edit the shipping address'],
  card_declined: ['my card was declined at checkout', 'the payment did not go through', 'why is my credit card refused',
    'the shop does not accept my card', 'paying by card fails every time'],
  charged_twice: ['I was charged two times', 'the payment shows twice on my statement', 'you took the money double',
    'there are two identical card payments', 'why do I see the same charge again'],
  size_exchange: ['these shoes are too small', 'can I swap for a larger size', 'the jacket does not fit me',
    'I need one size up', 'exchange for a different size please'],
  damaged: ['the item arrived broken', 'there is a crack in the glass', 'the box was crushed and the lamp is dented',
    'my order came with a scratch', 'what I received does not work at all'],
};
const openings = ['', 'Hi, ', 'hello there, ', 'Please help: ', 'I have a question, ', 'sorry to bother you but '];
const endings = ['', '?', ' thanks', ' please tell me', ' because I need to know today', '!!'];

export interface LabelledQuestion {
  readonly text: string;
  readonly label: string;
}

/** Distinct questions, the same for the same seed. */
export function supportQuestions(perLabel: number, seed = 1): LabelledQuestion[] {
  const random = seededRandom(seed);
  return Object.entries(cores).flatMap(([label, texts]) => {
    const all = texts.flatMap((core) =>
      openings.flatMap((opening) => endings.map((ending) => opening + core + ending)));
    return shuffle(all, random).slice(0, perLabel).map((text) => ({ text, label }));
  });
}

/** The same questions with their labels dealt out by chance. */
export function withShuffledLabels<Question extends LabelledQuestion>(questions: readonly Question[]): Question[] {
  const labels = shuffle(questions.map(({ label }) => label), seededRandom(99));
  return questions.map((question, index) => ({ ...question, label: labels[index]! }));
}
