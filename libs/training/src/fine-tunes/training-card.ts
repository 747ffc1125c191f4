import type { DataSet, FineTuneDetail } from '#contracts';

const perhaps = (value: number | null): string => (value === null ? 'as the trainer chooses' : String(value));
const methods = { sft: 'Supervised fine-tuning (SFT): from good answers', dpo: 'Direct preference optimisation (DPO): from pairs', kto: 'Unpaired preferences (KTO): from single answers that were liked or not', intents: 'Labelled questions' };
const trainers = { sft: 'SFTTrainer', dpo: 'DPOTrainer', kto: 'KTOTrainer', intents: '' };

/** What somebody needs who trains with the files elsewhere: a page of Markdown to go with them. */
export function trainingCard(job: FineTuneDetail, set: DataSet | null): string {
  const { epochs, batchSize, learningRateMultiplier, beta, seed } = job.parameters;
  const files = job.files.map(({ format, part, lines, bytes, sha256 }) => `| ${format} | ${part} | ${lines} | ${bytes} | \`${sha256}\` |`);
  return `${[
    `# Fine-tune ${job.number}: training card`,
    `- Base model: ${plain(job.baseModel)}`,
    `- Method: ${methods[job.method]}`,
    `- Epochs: ${perhaps(epochs)}`,
    `- Batch size: ${perhaps(batchSize)}`,
    `- Learning rate, times the usual one: ${perhaps(learningRateMultiplier)}`,
    ...(job.method === 'dpo' ? [`- Beta: ${perhaps(beta)}`] : []),
    `- Seed: ${seed}`,
    ...(job.note ? [`- Note: ${plain(job.note)}`] : []),
    '', '## Data set', '',
    ...(set ? dataSetLines(set) : ['The data set is deleted.']),
    '', '## Files', '', '| Form | Part | Examples | Bytes | SHA-256 |', '|---|---|---:|---:|---|', ...files,
    '', 'A file whose digest differs was changed since, for example because a visitor had a conversation deleted: take it anew.',
    '', '## Training', '',
    `The \`trl\` files fit TRL's ${trainers[job.method]} as they are (conversational form); the \`openai\` files fit services of the OpenAI protocol.`,
    'Serve what comes of it behind a URL of the OpenAI protocol (vLLM with the adapter\'s name, llama.cpp, Ollama) and register its name and address on the page of this fine-tune.',
  ].join('\n')}\n`;
}

function dataSetLines({ name, filters, manifest, taint }: DataSet): string[] {
  const system = filters.systemPrompt === '' ? 'none' : `as follows; say the same when it serves\n\n> ${plain(filters.systemPrompt)}`;
  return [
    `- Name: ${plain(name)}`, `- Examples: ${manifest?.qualify ?? 0}, ${manifest?.leaks ?? 0} leaks between the parts`, `- Sources: \`${manifest?.sourcesSha256 ?? ''}\``,
    ...(taint ? [`- Tainted: ${taint.turns} examples were deleted by visitors since it was built`] : []), `- System message: ${system}`,
  ];
}

/** On one line, and no markup of its own. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&');
