import type { DataSetMethod } from '#contracts';
import type { Choice, Conversation, Line, Said, Turn } from './turn.ts';

/** A question, in one message or several, and everything that was said to it before the visitor wrote again. */
interface Block {
  before: readonly Line[];
  question: Line[];
  answers: Line[];
  agent: Line[];
  nextAt: Date | null;
}

/**
 * The turns of a conversation that a method looks at: answers of the assistant and of agents; answers of the assistant;
 * or choices between drafts and disliked answers, with what an agent answered again to the same question.
 */
export function turnsOf(conversation: Conversation, method: DataSetMethod, context: number): Turn[] {
  const blocks = blocksOf(conversation.lines);
  return blocks.flatMap((block) => {
    const make = turnMaker(conversation, block, context);
    switch (method) {
      case 'answers': return [...block.answers.map((line) => make(said([line]), line)), ...(block.agent.length > 0 ? [make(said(block.agent), null, 'agent')] : [])];
      case 'thumbs': return block.answers.map((line) => make(said([line]), line));
      case 'pairs': return [...choicesOf(conversation, block, make), ...block.answers.filter(({ thumb }) => thumb === 'down').map((line) => ({ ...make(said(block.agent), line, 'rewrite'), rejected: said([line]) }))];
    }
  });
}

type Make = (answer: Said, line: Line | null, by?: Turn['by'], agentId?: string | null) => Turn;

function turnMaker({ facts, escalations }: Conversation, block: Block, context: number): Make {
  const [from, until] = [block.question[0]!.at, block.nextAt];
  const asked = escalations.some((at) => at >= from && (until === null || at <= until));
  const intent = block.answers.find((line) => line.intent !== null)?.intent ?? null;
  return (answer, line, by = 'assistant', agentId = null) => ({
    facts, context: lastOf(block.before, context), question: block.question, answer, by, rejected: null, duelId: null,
    state: line?.state ?? 'complete', result: line?.result ?? null, thumb: line?.thumb ?? null, ownModel: line?.ownModel ?? false, guarded: line?.guarded ?? false, usedTool: line?.usedTool ?? false,
    escalated: asked || (line?.offersPerson ?? false) || line?.result === 'offered_person' || line?.result === 'handed_over',
    agentId: agentId ?? (by === 'assistant' ? null : block.agent.at(-1)?.authorId ?? null), intent, at: block.question.at(-1)!.at,
  });
}

/** A draft that was not chosen is what the chosen one is better than; between equals nothing is. */
function choicesOf({ choices }: Conversation, { question, answers }: Block, make: Make): Turn[] {
  // A draft keeps neither: what the backend answered to the same question tells.
  const told = { guarded: answers.some(({ guarded }) => guarded), usedTool: answers.some(({ usedTool }) => usedTool) };
  const drafts = ({ result, leftText, rightText }: Choice): [string, string] => (result === 'right' ? [rightText, leftText] : [leftText, rightText]);
  return choices.filter(({ questionId }) => question.some(({ id }) => id === questionId)).map((choice) => {
    const [better, worse] = drafts(choice);
    const strict = (choice.result === 'left' || choice.result === 'right') && better.trim() !== '' && worse.trim() !== '';
    return { ...make({ ids: [], text: better }, null, 'duel', choice.rater), ...told, rejected: strict ? { ids: [], text: worse } : null, duelId: choice.id };
  });
}

function blocksOf(lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  let block: Block | null = null;
  lines.forEach((line, at) => {
    if (line.role === 'visitor') {
      if (block === null || block.answers.length + block.agent.length > 0) {
        if (block) block.nextAt = line.at;
        blocks.push((block = { before: lines.slice(0, at), question: [], answers: [], agent: [], nextAt: null }));
      }
      block.question.push(line);
    } else block?.[line.role === 'agent' ? 'agent' : 'answers'].push(line);
  });
  return blocks;
}

/**
 * The last messages that were said in full, from a message of the visitor on. Trainers learn what the context says too, so
 * it begins after the last answer that is not to be learnt.
 */
function lastOf(lines: readonly Line[], most: number): Line[] {
  const unlearnable = lines.findLastIndex(({ role, guarded, usedTool, thumb, ownModel }) => role === 'assistant' && (guarded || usedTool || ownModel || thumb === 'down'));
  const whole = most === 0 ? [] : lines.slice(unlearnable + 1).filter(({ state, text }) => state === 'complete' && text.trim() !== '').slice(-most);
  const first = whole.findIndex(({ role }) => role === 'visitor');
  return first < 0 ? [] : whole.slice(first);
}

const said = (lines: readonly Line[]): Said => ({ ids: lines.map(({ id }) => id), text: lines.map(({ text }) => text.trim()).filter(Boolean).join('\n\n') });
