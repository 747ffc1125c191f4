import type { ComponentChildren } from 'preact';
import { parseMarkdown, type Block, type Inline } from './markdown.ts';

interface Props {
  text: string;
  /** Where `/help/...` leads: `https://duet.example/help/<site key>`. */
  help: string;
  running?: boolean;
}

/** An answer's Markdown as elements; nothing of it is ever read as HTML. */
export function RichText({ text, help, running = false }: Props) {
  return <div class="rich" dir="auto">{parseMarkdown(text, running).map((block) => drawBlock(block, help))}</div>;
}

function drawBlock(block: Block, help: string): ComponentChildren {
  switch (block.kind) {
    case 'paragraph':
      return <p>{block.inside.map((one) => drawInline(one, help))}</p>;
    case 'heading':
      return <p class="heading">{block.inside.map((one) => drawInline(one, help))}</p>;
    case 'code':
      return <pre tabIndex={0}><code>{block.text}</code></pre>;
    case 'quote':
      return <blockquote>{block.inside.map((one) => drawBlock(one, help))}</blockquote>;
    case 'list': {
      const items = block.items.map((item) => <li>{item.map((one) => drawItem(one, item.length, help))}</li>);
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
  }
}

/** One line needs no paragraph of its own in a list. */
const drawItem = (block: Block, siblings: number, help: string): ComponentChildren =>
  block.kind === 'paragraph' && siblings === 1 ? block.inside.map((one) => drawInline(one, help)) : drawBlock(block, help);

function drawInline(node: Inline, help: string): ComponentChildren {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return <br />;
    case 'code':
      return <code>{node.text}</code>;
    case 'strong':
      return <strong>{node.inside.map((one) => drawInline(one, help))}</strong>;
    case 'emphasis':
      return <em>{node.inside.map((one) => drawInline(one, help))}</em>;
    case 'link': {
      const href = node.href.startsWith('/help/') ? help + node.href.slice('/help'.length) : node.href;
      return <a href={href} target="_blank" rel="noopener noreferrer nofollow">{node.inside.map((one) => drawInline(one, help))}</a>;
    }
  }
}
