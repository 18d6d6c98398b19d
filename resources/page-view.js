// What runs inside the page view, in a world of its own: scripts of the page, were there any, could
// not see it. It knows the page as one long text (all text nodes, one behind the other, in UTF-16
// units) and its blocks as ranges of that. It tells what the mouse does and paints what it is told.
"use strict";
(() => {
  const body = document.body;
  const load = Number(location.pathname.split("/")[1]);
  let program = null;

  // The text and its nodes

  const nodes = [];
  const starts = [];
  const numbers = new Map();
  let length = 0;
  for (const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT); walker.nextNode(); ) {
    const node = walker.currentNode;
    numbers.set(node, nodes.length);
    nodes.push(node);
    starts.push(length);
    length += node.data.length;
  }

  // The last number whose value is at most `wanted`, -1 where there is none.
  function lastUpTo(values, wanted) {
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle] <= wanted) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function ends(start, stop) {
    const first = lastUpTo(starts, start);
    const last = lastUpTo(starts, stop - 1);
    return {
      startContainer: nodes[first],
      startOffset: start - starts[first],
      endContainer: nodes[last],
      endOffset: stop - starts[last],
    };
  }

  function liveRange(start, stop) {
    const range = new Range();
    const found = ends(start, stop);
    range.setStart(found.startContainer, found.startOffset);
    range.setEnd(found.endContainer, found.endOffset);
    return range;
  }

  const isIn = (start, stop) => 0 <= start && start < stop && stop <= length;

  // The blocks

  let blocks = [];
  let byPlace = [];
  let blockPlaces = [];

  function takeBlocks(given) {
    blocks = given;
    byPlace = [];
    given.forEach((ranges, block) => {
      for (let i = 0; i < ranges.length; i += 2) byPlace.push([ranges[i], ranges[i + 1], block]);
    });
    byPlace.sort((one, other) => one[0] - other[0]);
    blockPlaces = byPlace.map((one) => one[0]);
  }

  function blockAt(place) {
    const found = lastUpTo(blockPlaces, place);
    return found < 0 ? (byPlace.length ? byPlace[0][2] : -1) : byPlace[found][2];
  }

  function rectangles(ranges) {
    const found = [];
    for (let i = 0; i + 1 < ranges.length; i += 2) {
      if (!isIn(ranges[i], ranges[i + 1])) continue;
      for (const one of liveRange(ranges[i], ranges[i + 1]).getClientRects()) {
        if (one.width || one.height) found.push(one);
      }
    }
    return found;
  }

  // Where a block is in the window; null where it is not laid out.
  function extent(ranges) {
    const found = rectangles(ranges);
    if (!found.length) return null;
    const left = Math.min(...found.map((one) => one.left));
    const top = Math.min(...found.map((one) => one.top));
    const right = Math.max(...found.map((one) => one.right));
    const bottom = Math.max(...found.map((one) => one.bottom));
    return { left, top, right, bottom, width: right - left, height: bottom - top };
  }

  // The text of a block as the browser has it.
  function textOf(ranges) {
    let text = "";
    for (let i = 0; i + 1 < ranges.length; i += 2) text += liveRange(ranges[i], ranges[i + 1]).toString();
    return text;
  }

  const extentOf = (block) => (blocks[block] ? extent(blocks[block]) : null);

  // Labels and the selection, painted without a change to the page's tree

  const highlights = new Map();
  const painted = new Map();
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [sheet];

  function highlight(name, priority) {
    let found = highlights.get(name);
    if (!found) {
      found = new Highlight();
      found.priority = priority;
      highlights.set(name, found);
      CSS.highlights.set(name, found);
    }
    return found;
  }

  function paintBlock(block, marks) {
    for (const [name, range] of painted.get(block) || []) highlights.get(name).delete(range);
    const kept = [];
    for (const [name, start, stop] of marks) {
      if (!isIn(start, stop)) continue;
      const range = new StaticRange(ends(start, stop));
      highlight(name, 0).add(range);
      kept.push([name, range]);
    }
    if (kept.length) painted.set(block, kept);
    else painted.delete(block);
  }

  function fill(name, priority, ranges) {
    const one = highlight(name, priority);
    one.clear();
    for (let i = 0; i + 1 < ranges.length; i += 2) {
      if (isIn(ranges[i], ranges[i + 1])) one.add(new StaticRange(ends(ranges[i], ranges[i + 1])));
    }
  }

  // Frames around blocks, above the page and out of the way of the mouse

  const host = document.createElementNS("http://www.w3.org/1999/xhtml", "div");
  host.style.cssText =
    "all:initial;position:absolute;left:0;top:0;width:0;height:0;pointer-events:none;z-index:2147483647";
  const shadow = host.attachShadow({ mode: "closed" });
  const frameSheet = new CSSStyleSheet();
  shadow.adoptedStyleSheets = [frameSheet];
  const frames = {};
  for (const name of ["hover", "cursor"]) {
    const frame = document.createElementNS("http://www.w3.org/1999/xhtml", "div");
    frame.className = name;
    frame.hidden = true;
    shadow.append(frame);
    frames[name] = frame;
  }
  // What is proposed for the block under the mouse: text alone, whatever stands in it.
  const tip = document.createElementNS("http://www.w3.org/1999/xhtml", "div");
  tip.className = "tip";
  tip.hidden = true;
  shadow.append(tip);
  document.documentElement.append(host);

  const EDGE = 3;

  function frameBlock(name, block) {
    const frame = frames[name];
    const found = block >= 0 ? extentOf(block) : null;
    frame.hidden = found === null;
    if (found === null) return;
    const origin = host.getBoundingClientRect();
    frame.style.left = `${found.left - origin.left - EDGE}px`;
    frame.style.top = `${found.top - origin.top - EDGE}px`;
    frame.style.width = `${found.width + 2 * EDGE}px`;
    frame.style.height = `${found.height + 2 * EDGE}px`;
  }

  let hovered = -1;
  let current = -1;

  function reframe() {
    frameBlock("hover", hovered === current ? -1 : hovered);
    frameBlock("cursor", current);
  }

  function hideTip() {
    tip.hidden = true;
  }

  function showTip(text, x, y) {
    const origin = host.getBoundingClientRect();
    tip.textContent = text;
    tip.hidden = false;
    const room = document.documentElement.clientWidth - tip.offsetWidth - 4;
    tip.style.left = `${Math.max(Math.min(x, room), 4) - origin.left}px`;
    tip.style.top = `${(y + 18 + tip.offsetHeight > innerHeight ? y - tip.offsetHeight - 8 : y + 18) - origin.top}px`;
  }

  // The mouse

  // The place between two characters that is nearest to a point, and the character under it.
  //
  // Where directions meet a browser moves the caret to the other end of the line, so the half of
  // the character that the point is in decides, wherever a character is under it.
  function target(x, y) {
    if (!nodes.length) return null;
    const caret = caretAt(x, y);
    if (caret === null) return null;
    for (const aside of [0, -5, 5, -12, 12]) {
      const near = aside ? caretAt(x + aside, y) : caret;
      const found = near === null ? null : characterAt(near, x, y);
      if (found === null) continue;
      const { start, stop, box } = found;
      const isFirstHalf = x < (box.left + box.right) / 2 !== isLeftwards(start, stop, box);
      return { place: isFirstHalf ? start : stop, isBehind: !isFirstHalf, character: start };
    }
    return caret;
  }

  // Where the browser has the caret for a point.
  function caretAt(x, y) {
    const caret = document.caretPositionFromPoint(x, y);
    const node = caret ? caret.offsetNode : document.elementFromPoint(x, y);
    if (node === null) return null;
    let number = numbers.get(node);
    let offset = caret ? caret.offset : 0;
    if (number === undefined) {
      number = nodeBehind(node.childNodes[offset] || node);
      if (number < 0) return null;
      offset = 0;
    }
    const place = starts[number] + offset;
    const isBehind = offset > 0 && offset === nodes[number].data.length;
    return { place, isBehind, character: Math.min(place, length - 1), number, offset };
  }

  const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const REACH = 48;

  // The character (grapheme cluster) beside a caret whose box holds a point; two that share a box,
  // as some of Burmese do, count as one.
  function characterAt({ number, offset }, x, y) {
    const data = nodes[number].data;
    const from = Math.max(offset - REACH, 0);
    let found = null;
    for (const one of segmenter.segment(data.slice(from, offset + REACH))) {
      const start = from + one.index;
      const stop = start + one.segment.length;
      if (stop < offset || start > offset) continue;
      for (const box of boxesOf(starts[number] + start, starts[number] + stop)) {
        if (box.left > x || x >= box.right || box.top > y || y >= box.bottom) continue;
        if (found === null) found = { start: starts[number] + start, box };
        found.stop = starts[number] + stop;
      }
    }
    return found;
  }

  const boxesOf = (start, stop) =>
    isIn(start, stop) ? [...liveRange(start, stop).getClientRects()] : [];

  const LEFTWARDS =
    /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}|\p{Script=Adlam}|\p{Script=Samaritan}|\p{Script=Mandaic}/u;

  // Whether a character is written from right to left, as its neighbours on the line tell.
  function isLeftwards(start, stop, box) {
    const touches = (one, other) => Math.abs(one - other) < 1.5;
    for (const next of boxesOf(stop, stop + 1)) {
      if (next.bottom < box.top || next.top > box.bottom || !next.width) continue;
      if (touches(next.left, box.right)) return false;
      if (touches(next.right, box.left)) return true;
    }
    for (const before of boxesOf(start - 1, start)) {
      if (before.bottom < box.top || before.top > box.bottom || !before.width) continue;
      if (touches(before.right, box.left)) return false;
      if (touches(before.left, box.right)) return true;
    }
    // It stands alone on its line.
    const number = lastUpTo(starts, start);
    const text = nodes[number].data.slice(start - starts[number], stop - starts[number]);
    if (/\p{L}|\p{N}/u.test(text)) return LEFTWARDS.test(text);
    return getComputedStyle(nodes[number].parentElement).direction === "rtl";
  }

  // The first text node that begins behind the beginning of a node.
  function nodeBehind(node) {
    let low = 0;
    let high = nodes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = node.compareDocumentPosition(nodes[middle]);
      if (order & Node.DOCUMENT_POSITION_PRECEDING) low = middle + 1;
      else high = middle;
    }
    return Math.min(low, nodes.length - 1);
  }

  function tellTarget(kind, x, y, clicks, extends_) {
    const found = target(x, y);
    if (found === null || program === null) return;
    program.pointed(load, kind, found.place, found.isBehind, found.character, clicks, extends_);
  }

  let isDown = false;
  let last = { x: 0, y: 0 };
  let pressed = { x: 0, y: 0 };
  let isDrag = false;
  let isScrolling = false;
  const DRAG = 4;

  addEventListener("mousedown", (event) => {
    if (!isOnScrollBar(event)) event.preventDefault();
    event.stopImmediatePropagation();
    isEditors = isEditors || isOnScrollBar(event);
    if (event.button !== 0 || isOnScrollBar(event)) return;
    isDown = true;
    isDrag = false;
    pressed = last = { x: event.clientX, y: event.clientY };
    tellTarget("press", event.clientX, event.clientY, ((event.detail - 1) % 3) + 1, event.shiftKey);
  }, true);

  addEventListener("mousemove", (event) => {
    last = { x: event.clientX, y: event.clientY };
    if (!isDown || !(event.buttons & 1)) {
      isDown = false;
      hover(event.clientX, event.clientY);
      return;
    }
    const distance = Math.abs(last.x - pressed.x) + Math.abs(last.y - pressed.y);
    if (!isDrag && distance < DRAG) return;
    isDrag = true;
    tellTarget("drag", ...clamped(), 1, false);
    if (overshoot() && !isScrolling) requestAnimationFrame(scrollOn);
  }, true);

  addEventListener("mouseup", () => {
    isDown = false;
  }, true);

  document.documentElement.addEventListener("mouseleave", () => {
    hovered = -1;
    hideTip();
    reframe();
  });

  for (const kind of ["click", "dblclick", "auxclick", "contextmenu", "dragstart", "selectstart", "submit"]) {
    addEventListener(kind, (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    }, true);
  }

  addEventListener("wheel", (event) => {
    isEditors = true;
    if (!event.ctrlKey) return;
    event.preventDefault();
    if (program !== null) program.zoomed(load, event.deltaY < 0 ? 1 : -1);
  }, { capture: true, passive: false });

  const isOnScrollBar = (event) =>
    event.clientX >= document.documentElement.clientWidth ||
    event.clientY >= document.documentElement.clientHeight;

  const overshoot = () => Math.min(last.y, 0) + Math.max(last.y - innerHeight, 0);

  const clamped = () => [
    Math.min(Math.max(last.x, 1), document.documentElement.clientWidth - 2),
    Math.min(Math.max(last.y, 1), innerHeight - 2),
  ];

  // A drag that is held beyond an edge goes on; farther beyond it is faster.
  function scrollOn() {
    const beyond = overshoot();
    isScrolling = isDown && beyond !== 0;
    if (!isScrolling) return;
    isEditors = true;
    scrollBy(0, Math.trunc(beyond / 5) + Math.sign(beyond) * 3);
    tellTarget("drag", ...clamped(), 1, false);
    requestAnimationFrame(scrollOn);
  }

  const SLACK = 6;

  function hover(x, y) {
    const found = target(x, y);
    let block = found === null ? -1 : blockAt(found.character);
    const area = block >= 0 ? extentOf(block) : null;
    if (
      area === null || x < area.left - SLACK || x > area.right + SLACK ||
      y < area.top - SLACK || y > area.bottom + SLACK
    ) {
      block = -1;
    }
    if (block === hovered) return;
    hovered = block;
    hideTip();
    reframe();
    if (block >= 0 && program !== null) program.hovered(load, found.character);
  }

  // Scrolling: what the editor does is told, what the program does is not

  let isEditors = false;
  let isTold = true;

  function scrollToHeight(height) {
    isEditors = false;
    scrollTo({ top: height, behavior: "instant" });
  }

  addEventListener("scroll", hideTip, true);

  addEventListener("scroll", (event) => {
    if (event.target !== document || !isEditors || !isTold) return;
    isTold = false;
    requestAnimationFrame(() => {
      isTold = true;
      const [block, share] = topPlace();
      if (block >= 0 && program !== null) program.scrolled(load, block, share);
    });
  }, true);

  // The block at the upper edge, and the share of its height that is scrolled away.
  function topPlace() {
    const width = document.documentElement.clientWidth;
    for (const x of [width / 2, width / 3, (2 * width) / 3]) {
      const found = target(x, 1);
      if (found === null) continue;
      const block = blockAt(found.character);
      const area = block >= 0 ? extentOf(block) : null;
      if (area === null) continue;
      return [block, Math.min(Math.max(-area.top / Math.max(area.height, 1), 0), 1)];
    }
    return [-1, 0];
  }

  // A block that is laid out: the one asked for, else the next below, else the last above.
  function nearestExtent(block) {
    for (let one = block; one < blocks.length; one++) {
      const found = extentOf(one);
      if (found !== null) return found;
    }
    for (let one = block - 1; one >= 0; one--) {
      const found = extentOf(one);
      if (found !== null) return found;
    }
    return null;
  }

  // What the program may ask for

  const api = {
    show({ blocks: given, style, frame, classes }) {
      takeBlocks(given);
      for (const block of [...painted.keys()]) paintBlock(block, []);
      api.dress({ style, frame, classes });
    },
    dress({ style, frame, classes }) {
      sheet.replaceSync(style);
      frameSheet.replaceSync(frame);
      for (const [name, isOn] of Object.entries(classes)) {
        document.documentElement.classList.toggle(name, isOn);
      }
    },
    paint(marks) {
      for (const [block, list] of marks) paintBlock(block, list);
    },
    // The words for the block that the mouse is over; shown if it still is.
    tip({ character, text }) {
      hideTip();
      if (!text || hovered < 0 || blockAt(character) !== hovered) return;
      showTip(text, last.x, last.y);
    },
    // Which of the blocks are in the window.
    inSight: (wanted) =>
      JSON.stringify(
        wanted.filter((block) => {
          const area = extentOf(block);
          return area !== null && area.bottom > 0 && area.top < innerHeight;
        }),
      ),
    select({ block, run, text }) {
      current = block;
      // Words of the page's own colours may stand on a ground that did not come along.
      fill("an-cursor", -1, blocks[block] || []);
      fill("an-run", 1, run);
      fill("an-selection", 2, text);
      reframe();
      requestAnimationFrame(look);
    },
    unfold({ all, shown }) {
      document.documentElement.classList.toggle("an-shows-hidden", all);
      for (const one of document.querySelectorAll(".an-unfolded")) one.classList.remove("an-unfolded");
      for (const block of shown) {
        const ranges = blocks[block];
        if (!ranges || !ranges.length) continue;
        for (let one = nodes[lastUpTo(starts, ranges[0])].parentElement; one; one = one.parentElement) {
          if (one.classList.contains("an-hidden")) one.classList.add("an-unfolded");
        }
      }
      reframe();
    },
    follow({ block, share }) {
      const area = share > 0 || block > 0 ? nearestExtent(block) : null;
      scrollToHeight(area === null ? 0 : scrollY + area.top + share * area.height);
      reframe();
    },
    reveal({ ranges, block }) {
      const area = extent(ranges) || extentOf(block);
      if (area === null) return;
      const holder = nodes[lastUpTo(starts, ranges[0])].parentElement;
      // With what is around it: who labels block after block reads ahead.
      const margin = innerHeight / 4;
      if (area.top < margin || area.bottom > innerHeight - margin) {
        isEditors = false;
        holder.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
        const now = extent(ranges) || area;
        if (now.top < margin || now.height > innerHeight - 2 * margin) {
          scrollToHeight(scrollY + now.top - margin);
        } else if (now.bottom > innerHeight - margin) {
          scrollToHeight(scrollY + now.bottom - innerHeight + margin);
        }
      }
      reframe();
    },
    // Scroll by a screen; the block that is then where the given one was, -1 where nothing moved.
    turn({ delta, block }) {
      const before = scrollY;
      const area = extentOf(block);
      const at = area === null ? innerHeight / 2 : Math.min(Math.max(area.top, 1), innerHeight - 2);
      isEditors = true;
      scrollBy({ top: delta * innerHeight * 0.9, behavior: "instant" });
      if (scrollY === before) return -1;
      const x = area === null ? innerWidth / 2 : Math.min(Math.max(area.left + 4, 1), innerWidth - 20);
      const found = target(x, at);
      return found === null ? -1 : blockAt(found.character);
    },
    // For tests and measurements: what is painted, and where characters are.
    painted() {
      const found = [];
      for (const [name, one] of highlights) {
        for (const range of one) {
          found.push([
            name,
            starts[numbers.get(range.startContainer)] + range.startOffset,
            starts[numbers.get(range.endContainer)] + range.endOffset,
          ]);
        }
      }
      return found;
    },
    boxes: (ranges) => rectangles(ranges).map((one) => [one.left, one.top, one.width, one.height]),
    boxesOfBlock: (block) => api.boxes(blocks[block]),
    ends(ranges) {
      const range = liveRange(ranges[0], ranges[ranges.length - 1]);
      return [
        starts[numbers.get(range.startContainer)] + range.startOffset,
        starts[numbers.get(range.endContainer)] + range.endOffset,
      ];
    },
    boundaries: (text) => [...segmenter.segment(text)].map((one) => one.index),
    texts: () => blocks.map(textOf),
    seen: () => blocks.map((ranges) => rectangles(ranges).length > 0),
    frame: (name) => (frames[name].hidden ? null : frames[name].style.cssText),
    tipText: () => (tip.hidden ? null : tip.textContent),
  };
  window.annotator = api;

  // A page that is laid out anew keeps the cursor in sight if it was.
  let isCursorSeen = false;
  const look = () => {
    const area = current >= 0 ? extentOf(current) : null;
    isCursorSeen = area !== null && area.bottom > 0 && area.top < innerHeight;
  };
  addEventListener("scroll", () => requestAnimationFrame(look), true);
  addEventListener("resize", () => {
    const area = isCursorSeen && current >= 0 ? extentOf(current) : null;
    if (area !== null && (area.bottom < 0 || area.top > innerHeight)) {
      scrollToHeight(scrollY + area.top - innerHeight / 4);
    }
    reframe();
    requestAnimationFrame(look);
  });
  new ResizeObserver(reframe).observe(document.documentElement);

  new QWebChannel(qt.webChannelTransport, (channel) => {
    program = channel.objects.program;
    program.began(load);
  });

  // The page before is garbage now, up to a hundred times the size of its file, and Chromium is in
  // no hurry to collect it: some hundred pages would fill the memory.
  const later = (act) => requestAnimationFrame(() => requestAnimationFrame(act));
  if (globalThis.gc) later(() => globalThis.gc({ type: "major", execution: "async" }));
})();
