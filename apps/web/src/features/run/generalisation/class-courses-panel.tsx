'use client';

import type { ClassCourse, RunDetail } from '@tenbin/contracts';
import { useState } from 'react';
import { count, metric, signed } from '../../../format/number.ts';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/card.tsx';
import { Cell, HeadCell, PlainTable, RowHead } from '../../../ui/plain-table.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { CourseLine } from './course-line.tsx';
import { coursesInWords } from './in-words.ts';

/** Classes in sight at first. */
const atFirst = 8;

/** How the validation images of each class fared, the first to overfit first. */
export function ClassCoursesPanel({ run, courses }: { run: RunDetail; courses: readonly ClassCourse[] }) {
  const [all, setAll] = useState(false);
  const sorted = courses.toSorted(
    (a, b) => (a.onsetEpoch ?? Infinity) - (b.onsetEpoch ?? Infinity) || b.rise.value - a.rise.value,
  );
  const shown = all ? sorted : sorted.slice(0, atFirst);
  const top = topOf(courses);
  return (
    <Panel
      title="Class by class"
      note="mean val_loss of its images by epoch"
      className="col-span-12 max-lg:col-span-6 max-md:col-span-1"
    >
      <p className="mb-1 max-w-[72ch] text-pretty text-text-2">{coursesInWords(courses)}</p>
      <ScrollRegion label="Classes by epoch">
        <PlainTable aria-label="Class by class">
          <thead>
            <tr>
              <HeadCell>class</HeadCell>
              <HeadCell className="w-1/2">course</HeadCell>
              <HeadCell numeric>onset</HeadCell>
              <HeadCell numeric>best</HeadCell>
              <HeadCell numeric>at the end</HeadCell>
              <HeadCell numeric>rise, 95 %</HeadCell>
              <HeadCell numeric>images</HeadCell>
            </tr>
          </thead>
          <tbody>
            {shown.map((course) => (
              <ClassRow key={course.name} course={course} top={top} epochs={run.epoch} />
            ))}
          </tbody>
        </PlainTable>
      </ScrollRegion>
      {courses.length > atFirst && (
        <Button size="small" look="quiet" className="mt-2 -ml-2" onClick={() => setAll(!all)}>
          {all ? `Show the first ${atFirst}` : `Show all ${count(courses.length)} classes`}
        </Button>
      )}
    </Panel>
  );
}

function ClassRow({ course, top, epochs }: { course: ClassCourse; top: number; epochs: number }) {
  const { name, images, losses, onsetEpoch, rise } = course;
  const lowest = losses.reduce((least, value) => (value < least ? value : least), Infinity);
  const best = losses.indexOf(lowest) + 1;
  return (
    <tr>
      <RowHead className="font-name!">{name}</RowHead>
      <Cell className="py-1">
        <CourseLine losses={losses} epochs={epochs} top={top} bestEpoch={best} onsetEpoch={onsetEpoch} />
      </Cell>
      <Cell numeric className={onsetEpoch === null ? 'text-text-3' : 'text-overfitting'}>
        {onsetEpoch === null ? 'none' : onsetEpoch}
      </Cell>
      <Cell numeric>
        {metric(lowest, 3)} <span className="text-small text-text-3">at {best}</span>
      </Cell>
      <Cell numeric>{metric(losses.at(-1), 3)}</Cell>
      <Cell numeric>
        {signed(rise.value)}{' '}
        <span className="text-small text-text-3">
          {signed(rise.low)} … {signed(rise.high)}
        </span>
      </Cell>
      <Cell numeric className="text-text-3">
        {count(images)}
      </Cell>
    </tr>
  );
}

/** The highest loss of any class, but not of a first epoch that is far above all others. */
function topOf(courses: readonly ClassCourse[]): number {
  const later = courses.flatMap(({ losses }) => losses.slice(1)).filter(Number.isFinite);
  return Math.max(1e-9, ...(later.length > 0 ? later : courses.flatMap(({ losses }) => losses)));
}
