/** One number of a panel: what it says in plain words, and the formula behind it. */
export interface Explanation {
  name: string;
  words: string;
  formula: string;
}
