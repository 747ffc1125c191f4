import type { ReactNode } from 'react';
import type { SearchState } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { count, languageName } from '../../format.ts';
import { words } from './strings.ts';
import css from './search.module.css';

/** Which languages the workspace speaks, and how well each is understood. */
export function Languages({ languages }: Pick<SearchState, 'languages'>): ReactNode {
  if (languages.length === 0) return <p className={css.note}>{words.noLanguage}</p>;
  return (
    <>
      <DataTable caption={words.languages} rows={languages} keyOf={({ language }) => language} columns={[
        { head: words.language, cell: ({ language }) => languageName(language) },
        { head: words.articles, numeric: true, cell: ({ articles }) => count(articles) },
        { head: words.questions, numeric: true, cell: ({ questions }) => count(questions) },
        { head: words.understood, cell: ({ understanding }) => words.understanding[understanding] },
      ]} />
      {languages.filter(({ understanding }) => understanding === 'words').map(({ language }) => <p key={language} className={css.note}>{words.reduced(languageName(language))}</p>)}
    </>
  );
}
