import { useState } from 'preact/hooks';
import type { ChatState } from './chat-state.ts';
import { Icon } from './icon.tsx';
import { strings } from './strings.ts';

interface Props {
  state: ChatState;
  hasChat: boolean;
  isOpen: boolean;
  onClose: () => void;
  onEnd: () => void;
  onDelete: () => void;
}

/** Who answers here, and what can be done with the chat as a whole. */
export function Header({ state: { settings, phase }, hasChat, isOpen, onClose, onEnd, onDelete }: Props) {
  const [shown, setShown] = useState<'nothing' | 'menu' | 'delete'>('nothing');
  const pick = (deed: () => void) => (): void => {
    setShown('nothing');
    deed();
  };
  return (
    <header>
      <div class="bar">
        <div class="who">
          {/* Before the site's name is known, who answers is certain already. */}
          <h2>{settings?.siteName ?? strings.assistant}</h2>
          <p>{settings ? strings.assistant : phase === 'starting' ? strings.connecting : strings.notConnected}</p>
        </div>
        {hasChat && (
          <button class="round" type="button" aria-label={strings.menu} aria-expanded={shown !== 'nothing'} onClick={() => setShown(shown === 'nothing' ? 'menu' : 'nothing')}>
            <Icon name="more" />
          </button>
        )}
        <button class="round" type="button" aria-label={strings.closeChat} onClick={onClose}><Icon name="close" /></button>
      </div>
      {hasChat && shown === 'menu' && (
        <div class="menu" role="group" aria-label={strings.menu}>
          {isOpen && <button type="button" onClick={pick(onEnd)}>{strings.endChat}</button>}
          <button type="button" onClick={() => setShown('delete')}>{strings.deleteChat}</button>
        </div>
      )}
      {hasChat && shown === 'delete' && (
        <div class="menu" role="group" aria-label={strings.deleteChat}>
          <p role="alert">{strings.deleteAsk}</p>
          <button type="button" class="grave" onClick={pick(onDelete)}>{strings.deleteYes}</button>
          <button type="button" onClick={() => setShown('nothing')}>{strings.deleteNo}</button>
        </div>
      )}
    </header>
  );
}
