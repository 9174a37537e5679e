import { Plus } from 'lucide-react';
import { ButtonLink } from '../ui/button.tsx';

/** The way to the form of a new sweep. */
export function NewSweepButton() {
  return (
    <ButtonLink look="primary" href="/sweeps/new" icon={<Plus className="size-3.5" aria-hidden />}>
      New sweep
    </ButtonLink>
  );
}
