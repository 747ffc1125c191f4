import { useRef, useState } from 'preact/hooks';
import type { ChatClient } from './chat-client.ts';
import type { Outgoing } from './chat-state.ts';
import { Composer } from './composer.tsx';
import { CsatCard } from './csat-card.tsx';
import { Header } from './header.tsx';
import { Log } from './log.tsx';
import { Notice } from './notice.tsx';
import { QuickRow } from './quick-row.tsx';
import { strings } from './strings.ts';
import { useChat } from './use-chat.ts';
import { useCsat } from './use-csat.ts';
import { useDialog } from './use-dialog.ts';
import { WaitingCard } from './waiting-card.tsx';

export interface PanelProps {
  client: ChatClient;
  isOpen: boolean;
  /** Where articles are read. */
  help: string;
  onClose: () => void;
  onRated: (score: number) => void;
}

/** The chat, open. */
export function Panel({ client, isOpen, help, onClose, onRated }: PanelProps) {
  const state = useChat(client);
  const csat = useCsat(state, client, isOpen);
  const input = useRef<HTMLTextAreaElement>(null);
  const dialog = useDialog(isOpen, input, onClose);
  const [helpedAfter, setHelpedAfter] = useState<string | null>(null);
  const { conversation, messages } = state.transcript;
  const isEnded = conversation?.state === 'closed';
  const lastId = messages.at(-1)?.id ?? null;

  /** What was pressed goes away: the focus must not go with it. */
  const after = (deed: () => void) => (): void => {
    dialog.box.current?.focus();
    deed();
  };
  const send = (text: string): void => {
    csat.goOn();
    client.send(text);
  };
  /** Back into the composer, before what is written there by now. */
  const edit = ({ clientMessageId, text }: Outgoing): void => {
    const { current } = input;
    if (!current) return;
    current.value = [text, current.value].filter(Boolean).join('\n');
    current.dispatchEvent(new Event('input', { bubbles: true }));
    current.focus();
    client.discard(clientMessageId);
  };
  return (
    <div class="panel" role="dialog" aria-modal={dialog.isModal} aria-label={strings.chatWith(state.settings?.siteName ?? strings.assistant)} hidden={!isOpen} tabIndex={-1} ref={dialog.box} onKeyDown={dialog.onKeyDown} onInput={csat.noticeInput}>
      <Header state={state} hasChat={messages.length > 0 || conversation !== null} isOpen={!isEnded}
        onClose={onClose} onEnd={after(() => void client.end())} onDelete={after(() => void client.remove(strings.deleted))} />
      <Log state={state} client={client} help={help} onEdit={edit}>
        {helpedAfter !== null && helpedAfter === lastId && <p class="system">{strings.helpedThanks}</p>}
        {conversation?.state === 'waiting' && <WaitingCard key={conversation.id} conversation={conversation} onEmail={(address) => void client.handOver(address)} />}
        {csat.show && (
          <CsatCard key={state.conversationId} onShown={() => client.asked()} onSkip={csat.skip} onRate={async (score, comment) => {
            const done = await client.rate(score, comment);
            if (done) onRated(score);
            return done;
          }} />
        )}
      </Log>
      <Notice state={state} />
      {isEnded ? (
        <div class="ended">
          <p>{strings.ended}</p>
          <button type="button" class="main" onClick={after(() => client.fresh())}>{strings.newChat}</button>
        </div>
      ) : (
        <footer>
          <QuickRow state={state} wasHelped={helpedAfter === lastId} onStop={(id) => void client.stop(id)} onPerson={after(() => void client.handOver())}
            onOption={(label) => after(() => send(label))()}
            onHelped={after(() => {
              csat.noticeInput();
              setHelpedAfter(lastId);
              void client.helped();
            })} />
          <Composer input={input} longest={state.settings?.longestMessage ?? null} onSend={send} onTyping={(on) => {
            if (conversation && conversation.state !== 'bot') client.typing(on);
          }} />
        </footer>
      )}
    </div>
  );
}
