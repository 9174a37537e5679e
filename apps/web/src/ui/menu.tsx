'use client';

import { Check, ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';

export interface MenuOption {
  value: string;
  label: ReactNode;
  count?: number;
}

export interface ChoiceMenuProps {
  /** What is chosen: "Verdict". */
  label: string;
  /** The chosen value; null for all. */
  value: string | null;
  options: readonly MenuOption[];
  onChange: (value: string | null) => void;
}

const all = 'all';

/** A button that opens a menu of values, of which one or all are chosen. */
export function ChoiceMenu({ label, value, options, onChange }: ChoiceMenuProps) {
  const chosen = options.find((option) => option.value === value);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button
          className={value === null ? '' : 'border-accent-line bg-accent-soft'}
          aria-label={`${label}: ${value ?? all}`}
        >
          {chosen ? chosen.label : label}
          <ChevronDown className="size-3.5 text-text-3" aria-hidden />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          sideOffset={4}
          className="z-50 max-h-80 min-w-48 overflow-y-auto rounded-control bg-raised p-1 shadow-float"
        >
          <DropdownMenu.RadioGroup
            value={value ?? all}
            onValueChange={(next) => onChange(next === all ? null : next)}
          >
            {[{ value: all, label: `Every ${label.toLowerCase()}` }, ...options].map((option: MenuOption) => (
              <DropdownMenu.RadioItem
                key={option.value}
                value={option.value}
                className="flex h-8 cursor-pointer items-center gap-2 rounded-cell px-2 outline-none data-highlighted:bg-hover max-md:h-11"
              >
                <span className="w-3.5">
                  <DropdownMenu.ItemIndicator>
                    <Check className="size-3.5" aria-hidden />
                  </DropdownMenu.ItemIndicator>
                </span>
                <span className="grow">{option.label}</span>
                {option.count !== undefined && (
                  <span className="pl-4 text-small text-text-3">{option.count}</span>
                )}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
