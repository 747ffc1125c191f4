import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { blocksOf, type Block, type Inline } from './markdown.ts';
import css from './markdown.module.css';

/** Headings start below those of the page around them. */
const TOP_LEVEL = 3;

/** Answers link to the help centre by its address on a company's site; here that is the article itself. */
const addressOf = (href: string): string => href.replace(/^\/help\//, '/knowledge/articles?search=');

const Pieces = ({ of }: { of: readonly Inline[] }): ReactNode => of.map((piece, at) => <Piece key={at} piece={piece} />);

function Piece({ piece }: { piece: Inline }): ReactNode {
  switch (piece.kind) {
    case 'text': return <Fragment>{piece.text}</Fragment>;
    case 'code': return <code>{piece.text}</code>;
    case 'strong': return <strong><Pieces of={piece.children} /></strong>;
    case 'emphasis': return <em><Pieces of={piece.children} /></em>;
    case 'link': return <a href={addressOf(piece.href)} target="_blank" rel="noopener noreferrer"><Pieces of={piece.children} /></a>;
  }
}

function Part({ block }: { block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const Heading = (['h3', 'h4', 'h5', 'h6'] as const)[Math.max(0, block.level + 1 - TOP_LEVEL)] ?? 'h6';
      return <Heading><Pieces of={block.children} /></Heading>;
    }
    case 'paragraph': return <p><Pieces of={block.children} /></p>;
    case 'code': return <pre tabIndex={0}><code>{block.text}</code></pre>;
    case 'quote': return <blockquote>{block.blocks.map((inner, at) => <Part key={at} block={inner} />)}</blockquote>;
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return <List>{block.items.map((item, at) => <li key={at}><Pieces of={item} /></li>)}</List>;
    }
  }
}

/** Markdown as elements, never as HTML text. */
export const MarkdownView = ({ source }: { source: string }): ReactNode => (
  <div className={css.markdown} dir="auto">{blocksOf(source).map((block, at) => <Part key={at} block={block} />)}</div>
);
