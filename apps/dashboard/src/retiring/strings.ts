const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

export const words = {
  title: 'Models that end',
  when: (model: string, day: string, left: number): string => {
    if (left < 0) return `${model} ended on ${day}, ${days(-left)} ago.`;
    return left === 0 ? `${model} ends today, ${day}.` : `${model} ends on ${day}, in ${days(left)}.`;
  },
  after: (ended: boolean): string => (ended
    ? 'Answers that it should give fail. Save a version on another model, and use that one.'
    : 'From the day after on, answers that it should give fail. Save a version on another model before that day, and use that one.'),
  still: 'It answers',
  site: (name: string): string => `visitors of ${name}`,
  variant: (names: readonly string[]): string => (names.length === 1 ? `variant ${names[0]} of` : `variants ${names.join(' and ')} of`),
  by: (backend: string, version: number): string => `${backend}, version ${version}`,
} as const;
