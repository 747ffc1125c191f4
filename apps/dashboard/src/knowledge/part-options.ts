import { ExamplePart } from '#contracts';
import { words } from './strings.ts';

export const partOptions = ExamplePart.options.map((value) => ({ value, label: words.questions.parts[value] }));
