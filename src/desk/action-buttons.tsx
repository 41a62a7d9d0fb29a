import { Button } from 'antd';
import { useState } from 'react';
import type { ApiAction, ApiMessage } from '../adapters/web/api-schema.ts';
import { useCopy } from './copy-text.tsx';
import { useDesk } from './desk-state.tsx';

/** The buttons of a message or a row. `afterAct` hears which one was pressed once it was taken. */
export function ActionButtons({
  actions,
  copyOf,
  afterAct,
  size = 'small',
}: {
  actions: readonly ApiAction[];
  copyOf: ApiMessage | null;
  afterAct?: (command: ApiAction['command']) => void;
  size?: 'small' | 'middle';
}) {
  const { act } = useDesk();
  const copy = useCopy();
  const [pressed, setPressed] = useState<ApiAction | null>(null);
  if (actions.length === 0) return null;

  const press = async (action: ApiAction) => {
    // Copying is the page's own affair; everything else is asked of the server.
    if (action.command.name === 'copy-text' && copyOf) return copy(copyOf);
    setPressed(action);
    const taken = await act(action.command);
    setPressed(null);
    if (taken) afterAct?.(action.command);
  };

  return (
    <div className="actions">
      {actions.map((action) => (
        <Button
          key={`${action.command.name}:${action.command.id}:${action.command.value}`}
          size={size}
          type={action.style === 'primary' ? 'primary' : 'default'}
          danger={action.style === 'danger'}
          disabled={pressed !== null}
          loading={pressed === action}
          onClick={() => void press(action)}
        >
          {action.label}
        </Button>
      ))}
    </div>
  );
}
