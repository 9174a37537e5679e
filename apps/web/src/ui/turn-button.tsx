'use client';

import { Pause, Play } from 'lucide-react';
import { Button } from './button.tsx';
import { useKey } from './use-key.ts';

const turns = {
  pause: { label: 'Pause', Icon: Pause },
  resume: { label: 'Resume', Icon: Play },
} as const;

interface TurnButtonProps {
  turn: keyof typeof turns;
  look?: 'primary' | 'default';
  /** Whether the key P does the same: not where it would surprise. */
  byKey: boolean;
  busy: boolean;
  disabled: boolean;
  onClick: () => void;
}

/** Pauses what runs, or lets it go on. */
export function TurnButton({ turn, look = 'default', byKey, busy, disabled, onClick }: TurnButtonProps) {
  const { label, Icon } = turns[turn];
  useKey('p', () => {
    if (byKey && !disabled) onClick();
  });
  return (
    <Button
      look={look}
      busy={busy}
      disabled={disabled}
      icon={<Icon className="size-3.5" aria-hidden />}
      {...(byKey ? { title: `${label}, or press P`, 'aria-keyshortcuts': 'P' } : {})}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
