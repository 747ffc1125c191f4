/** A model began to tell its instructions; the answer was cut before them. */
export class PromptLeaked extends Error {
  override readonly name = 'PromptLeaked';

  constructor(options?: ErrorOptions) {
    super('prompt_leak', options);
  }
}
