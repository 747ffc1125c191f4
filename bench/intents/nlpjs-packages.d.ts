/** The part of NLP.js that the bench calls; the packages bring no types. */
declare module '@nlpjs/core' {
  import type { NlpInstance } from '@nlpjs/nlp';

  export interface Container {
    use(part: object): void;
    get(name: 'nlp'): NlpInstance;
  }
  export function containerBootstrap(): Promise<Container>;
}

declare module '@nlpjs/nlp' {
  export interface NlpInstance {
    settings: { autoSave: boolean };
    addLanguage(locale: string): void;
    addDocument(locale: string, utterance: string, intent: string): void;
    train(): Promise<void>;
    process(locale: string, utterance: string): Promise<{ classifications: { intent: string; score: number }[] }>;
  }
  export const Nlp: object;
}

declare module '@nlpjs/lang-en-min' {
  export const LangEn: object;
}
