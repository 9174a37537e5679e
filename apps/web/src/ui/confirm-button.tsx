'use client';

import { useState } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import { Button } from './button.tsx';
import { Popover } from './popover.tsx';

interface ConfirmButtonProps extends Pick<ComponentProps<typeof Button>, 'look' | 'size' | 'icon' | 'busy'> {
  /** The button: "Stop". */
  label: string;
  /** Whether only its icon is seen. */
  bare?: boolean;
  /** The button that does it: "Stop 12 trials". */
  action: string;
  disabled: boolean;
  onConfirm: () => void;
  /** What happens then. */
  children: ReactNode;
}

/** A button that says what it will do before it does it. */
export function ConfirmButton({
  label,
  bare = false,
  action,
  disabled,
  onConfirm,
  children,
  ...look
}: ConfirmButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button disabled={disabled} {...(bare ? { 'aria-label': label, title: label } : {})} {...look}>
          {!bare && label}
        </Button>
      }
    >
      <div className="text-pretty text-text-2">{children}</div>
      <div className="mt-3 flex justify-end gap-2">
        <Button size="small" look="quiet" onClick={() => setOpen(false)}>
          Cancel
        </Button>
        <Button
          size="small"
          look="danger"
          onClick={() => {
            setOpen(false);
            onConfirm();
          }}
        >
          {action}
        </Button>
      </div>
    </Popover>
  );
}
