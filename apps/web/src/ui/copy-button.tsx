'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';

/** Copies `text`; says "Copied" for two seconds. */
export function CopyButton({ text, label, bare = false }: { text: string; label: string; bare?: boolean }) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  const icon = copied ? (
    <Check className="size-3.5" aria-hidden />
  ) : (
    <Copy className="size-3.5" aria-hidden />
  );
  const words = copied ? 'Copied' : label;
  return (
    <Button
      look="quiet"
      size={bare ? 'small-icon' : 'small'}
      icon={icon}
      aria-label={words}
      onClick={() => void copy(text).then(setCopied)}
    >
      {!bare && words}
      <span role="status" className="sr-only">
        {copied && 'Copied'}
      </span>
    </Button>
  );
}

/** Whether it was copied. Pages that are not on localhost or https have no clipboard: there the old way is tried. */
async function copy(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
