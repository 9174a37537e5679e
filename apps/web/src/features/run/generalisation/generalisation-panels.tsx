import type { RunDetail } from '@tenbin/contracts';
import { ClassCoursesPanel } from './class-courses-panel.tsx';
import { GapPanel } from './gap-panel.tsx';
import { ReliabilityPanel } from './reliability-panel.tsx';

/** How well a run does on images that it was not trained on; nothing of a run whose images were not kept apart. */
export function GeneralisationPanels({ run }: { run: RunDetail }) {
  const { generalisation } = run;
  if (generalisation === null) return null;
  const looked = generalisation.best !== null || generalisation.last !== null;
  return (
    <>
      {(looked || generalisation.leakage !== null) && <GapPanel generalisation={generalisation} />}
      {looked && <ReliabilityPanel generalisation={generalisation} />}
      {generalisation.classes.length > 0 && <ClassCoursesPanel run={run} courses={generalisation.classes} />}
    </>
  );
}
