import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { Article } from '#contracts';
import { Confirm } from '../parts/confirm.tsx';
import { useDeleteArticle } from './data.ts';
import { words } from './strings.ts';

const text = words.article;

/** There is no way back to an article's versions, so its title is typed. */
export function DeleteArticle({ article: { id, title } }: { article: Article }): ReactNode {
  const [asking, setAsking] = useState(false);
  const remove = useDeleteArticle();
  const go = useNavigate();
  const close = () => {
    setAsking(false);
    remove.reset();
  };
  const done = () => {
    notifications.show({ message: text.removed });
    void go('/knowledge/articles');
  };
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>{text.remove}</Button>
      <Confirm
        opened={asking} onClose={close} verb={text.remove} consequence={text.removing} typed={title} danger busy={remove.isPending} error={remove.error}
        onConfirm={() => remove.mutate({ id }, { onSuccess: done })}
      />
    </>
  );
}
