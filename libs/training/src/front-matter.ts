/** The part of YAML that our articles begin with: scalars, `[a, b]`, and lists of one item a line. */
export interface FrontMatter {
  readonly fields: ReadonlyMap<string, string | readonly string[]>;
  readonly body: string;
}

const fenced = /^---\n([\s\S]+?)\n---\n+([\s\S]*)$/;

/** @throws Error when a file does not begin with front matter, or with more of YAML than this */
export function readFrontMatter(file: string): FrontMatter {
  const [, head, body] = fenced.exec(file.replace(/\r\n/g, '\n')) ?? [];
  if (head === undefined || body === undefined) throw new Error('there is no front matter');
  const fields = new Map<string, string | string[]>();
  let list: string[] | undefined;
  for (const line of head.split('\n')) {
    const item = /^\s+- (.+)$/.exec(line);
    const [, name, value = ''] = /^(\w+):\s*(.*)$/.exec(line) ?? [];
    if (item && list) list.push(unquoted(item[1]!));
    else if (name === undefined) throw new Error(`"${line}" is not understood`);
    else if (value === '') fields.set(name, (list = []));
    else fields.set(name, valueOf(value));
  }
  return { fields, body };
}

function valueOf(value: string): string | string[] {
  const inline = /^\[(.*)\]$/.exec(value);
  return inline ? inline[1]!.split(',').map((item) => unquoted(item.trim())).filter((item) => item !== '') : unquoted(value);
}

const unquoted = (value: string): string => /^(["'])(.*)\1$/.exec(value.trim())?.[2] ?? value.trim();
