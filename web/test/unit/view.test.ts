import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  fitted,
  revealed,
  seenBox,
  toBoard,
  toScreen,
  ZOOM_MAX,
  zoomedAround,
} from '../../src/view/camera.ts';
import { Grid } from '../../src/view/grid.ts';
import { curveBetween } from '../../src/view/links.ts';
import { nearest } from '../../src/view/neighbour.ts';
import { FakeClock } from '../support/clock.ts';

const insets = { top: 60, right: 20, bottom: 80, left: 80 };

test('zooming keeps the point under the pointer where it is, and stops at the limits', () => {
  const camera = { x: 130, y: -40, k: 0.8 };
  const at = { x: 400, y: 300 };
  const before = toBoard(camera, at);
  const near = zoomedAround(camera, at, 2);
  const after = toScreen(near, before);
  assert.ok(Math.abs(after.x - at.x) < 1e-9 && Math.abs(after.y - at.y) < 1e-9);
  assert.equal(zoomedAround(camera, at, 100).k, ZOOM_MAX);
});

test('what is fitted lies wholly in the part that nothing covers', () => {
  const box = { x: -500, y: 200, w: 3200, h: 1800 };
  const camera = fitted(box, 1440, 900, insets, 1.25);
  const from = toScreen(camera, box);
  const to = toScreen(camera, { x: box.x + box.w, y: box.y + box.h });
  assert.ok(from.x >= insets.left - 1e-6 && from.y >= insets.top - 1e-6);
  assert.ok(to.x <= 1440 - insets.right + 1e-6 && to.y <= 900 - insets.bottom + 1e-6);
  assert.equal(fitted({ x: 0, y: 0, w: 10, h: 10 }, 1440, 900, insets, 1.25).k, 1.25);
});

test('the view moves no further than needed to show something', () => {
  const camera = { x: 0, y: 0, k: 1 };
  const box = { x: 300, y: 300, w: 184, h: 132 };
  assert.deepEqual(revealed(camera, box, 1440, 900, insets), camera);
  const right = revealed(camera, { ...box, x: 1400 }, 1440, 900, insets);
  assert.equal(right.x, -(1400 + 184 - (1440 - insets.right)));
  assert.equal(right.y, 0);
  const above = revealed(camera, { ...box, y: -50 }, 1440, 900, insets);
  assert.equal(above.y, insets.top + 50);
});

test('the part of the board on the screen follows from the view', () => {
  assert.deepEqual(seenBox({ x: -100, y: 50, k: 0.5 }, 1000, 600), { x: 200, y: -100, w: 2000, h: 1200 });
});

test('the grid finds what a plain search finds, also after moves and removals', () => {
  const clock = new FakeClock(7);
  const random = (size: number) => Math.floor(clock.random() * size);
  const grid = new Grid();
  const boxes = new Map<string, { x: number; y: number; w: number; h: number }>();
  for (let turn = 0; turn < 2000; turn++) {
    const id = `N${random(300)}`;
    if (random(10) === 0) {
      grid.remove(id);
      boxes.delete(id);
    } else {
      const large = random(40) === 0;
      const box = {
        x: random(20_000) - 10_000,
        y: random(20_000) - 10_000,
        w: large ? 15_000 : 184,
        h: large ? 9000 : 132,
      };
      grid.set(id, box);
      boxes.set(id, box);
    }
    if (turn % 50 !== 0) continue;
    const area = { x: random(20_000) - 10_000, y: random(20_000) - 10_000, w: random(6000), h: random(4000) };
    const plain = [...boxes].filter(
      ([, box]) =>
        box.x < area.x + area.w &&
        area.x < box.x + box.w &&
        box.y < area.y + area.h &&
        area.y < box.y + box.h,
    );
    assert.deepEqual([...grid.query(area)].sort(), plain.map(([found]) => found).sort());
  }
  assert.equal(grid.size, boxes.size);
});

test('arrow keys go to the nearest note that way, and not astray', () => {
  const note = (x: number, y: number) => ({ x, y, w: 184, h: 132 });
  const boxes: [string, ReturnType<typeof note>][] = [
    ['here', note(0, 0)],
    ['right', note(400, 20)],
    ['far right', note(900, 0)],
    ['below', note(10, 300)],
    ['diagonal', note(210, 500)],
  ];
  assert.equal(nearest(boxes, 'here', 1, 0), 'right');
  assert.equal(nearest(boxes, 'right', 1, 0), 'far right');
  assert.equal(nearest(boxes, 'here', 0, 1), 'below');
  assert.equal(nearest(boxes, 'here', -1, 0), undefined);
  assert.equal(nearest(boxes, 'nobody', 1, 0), undefined);
});

test('a connection begins and ends at the edges of what it joins', () => {
  const a = { x: 0, y: 0, w: 184, h: 132 };
  const b = { x: 600, y: 0, w: 184, h: 132 };
  const curve = curveBetween(a, b);
  assert.ok(curve.from.x >= 184 && curve.from.x < 200);
  assert.ok(curve.to.x <= 600 && curve.to.x > 580);
  assert.ok(curve.middle.x > curve.from.x && curve.middle.x < curve.to.x);
  const other = curveBetween(b, a);
  assert.ok(
    Math.sign(other.middle.y - 66) !== Math.sign(curve.middle.y - 66),
    'two ways between the same two do not lie on each other',
  );
});
