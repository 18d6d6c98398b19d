// What a browser makes of each block, and why it lays out what is hidden or does not what is shown.
// The program asks this in the isolated world, in the page view's copy and in the raw file.
(() => {
  const HTML_SPACE = /[ \t\n\f\r\u00a0]+/g;

  const isSeen = (range) => [...range.getClientRects()].some((one) => one.width || one.height);

  const isGone = (element) => getComputedStyle(element).display === "none";

  // The elements around a text, the innermost first.
  function around(node) {
    const found = [];
    for (let one = node.parentElement; one; one = one.parentElement) found.push(one);
    return found;
  }

  // The outermost element that is not laid out by itself, around what is in an element, or null.
  const outermost = new Map();

  function outermostGone(element) {
    if (!element) return null;
    if (!outermost.has(element)) {
      outermost.set(element, outermostGone(element.parentElement) || (isGone(element) ? element : null));
    }
    return outermost.get(element);
  }

  const INSIDE = new Set(
    ["select", "option", "textarea", "iframe", "object", "video", "audio", "canvas", "svg", "math"],
  );

  // Why texts are not laid out: [number, cause] each. Sheets are switched off once for all of them.
  function reasonsGone(nodes) {
    const gone = nodes.map((node) => outermostGone(node.parentElement));
    const sizes = nodes.map((node) => parseFloat(getComputedStyle(node.parentElement).fontSize));
    for (const sheet of document.styleSheets) sheet.disabled = true;
    const causes = nodes.map((node, number) => {
      const element = gone[number];
      if (element) {
        if (element.classList.contains("an-hidden")) return "inside what the document hides";
        if (element.style.display === "none") return "`display: none` in an attribute `style`";
        if (isGone(element)) return `the browser's own \`display: none\` of \`${element.localName}\``;
        return "`display: none` by a style sheet of the page";
      }
      const names = around(node).map((one) => one.localName);
      const inside = names.find((name) => INSIDE.has(name));
      if (inside) return `inside \`${inside}\``;
      if (around(node).some((one) => one.localName === "details" && !one.open)) return "closed `details`";
      if (around(node).some((one) => ["col", "colgroup"].includes(one.localName))) return "inside `colgroup`";
      if (sizes[number] === 0) return "letters of size 0";
      return `no box for the text in \`${names[0]}\``;
    });
    for (const sheet of document.styleSheets) sheet.disabled = false;
    return causes;
  }

  function textNodes(root) {
    const found = [];
    if (!root) return found;
    for (const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT); walker.nextNode(); ) {
      found.push(walker.currentNode);
    }
    return found;
  }

  // The last number whose start is at most `wanted`.
  function lastUpTo(starts, wanted) {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= wanted) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  // The text nodes of the copy at places that are counted as the page view counts them.
  function nodesAt(places) {
    const nodes = textNodes(document.body);
    const starts = [];
    let length = 0;
    for (const node of nodes) {
      starts.push(length);
      length += node.data.length;
    }
    return places.map((place) => nodes[lastUpTo(starts, place)]);
  }

  // Why what is in an element that is laid out is not to be seen; empty where it is.
  const veils = new Map();

  function veilOf(element) {
    if (!element || element === document.body || element === document.documentElement) return "";
    let found = veils.get(element);
    if (found !== undefined) return found;
    const { opacity, overflowX, overflowY, position, clip, clipPath } = getComputedStyle(element);
    const isClipped = clip !== "auto" && ["absolute", "fixed"].includes(position);
    found = veilOf(element.parentElement);
    if (opacity === "0") found = "`opacity: 0`";
    else if (isClipped || /inset\((?:50%|100%)/.test(clipPath)) found = "clipped";
    else if (overflowX !== "visible" || overflowY !== "visible") {
      const { width, height } = element.getBoundingClientRect();
      if (width <= 1 || height <= 1) found = "in a box of no size that cuts off what overflows";
    }
    veils.set(element, found);
    return found;
  }

  function veil(node) {
    const { visibility } = getComputedStyle(node.parentElement);
    return visibility === "visible" ? veilOf(node.parentElement) : "`visibility: hidden`";
  }

  // In the copy: why the texts at these places are not laid out, or cannot be seen though they are.
  const copyReasons = (places) => reasonsGone(nodesAt(places));
  const copyVeils = (places) =>
    nodesAt(places).map(veil).map((why) => (why ? `laid out, but ${why}` : ""));

  function elementAt(xpath) {
    try {
      return document.evaluate(xpath, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null)
        .singleNodeValue;
    } catch {
      return null;
    }
  }

  const SILENT = new Set(["script", "style", "title", "template"]);

  // Where each block, as [xpath, text without white space], stands in the text of all `nodes`
  // without white space; -1 where it was not found. An XPath of lxml's tree often names the element
  // here too; its texts are those that are in no other block's. What is not found so is looked for
  // between its neighbours.
  function placesOf(blocks, nodes, starts, all) {
    const holders = new Map();
    const elements = blocks.map(([xpath]) => elementAt(xpath));
    for (const one of elements) if (one) holders.set(one, { text: "", pieces: [], from: 0 });
    const nearest = new Map();
    const holderOf = (element) => {
      if (!element || holders.has(element)) return element;
      if (!nearest.has(element)) nearest.set(element, holderOf(element.parentElement));
      return nearest.get(element);
    };
    nodes.forEach((node, number) => {
      const holder = holderOf(node.parentElement);
      const stop = number + 1 < nodes.length ? starts[number + 1] : all.length;
      if (!holder || starts[number] === stop) return;
      const found = holders.get(holder);
      found.pieces.push([found.text.length, starts[number]]);
      found.text += all.slice(starts[number], stop);
    });
    const places = blocks.map(([, text], number) => {
      const holder = holders.get(elements[number]);
      const at = holder ? holder.text.indexOf(text, holder.from) : -1;
      if (at < 0) return -1;
      holder.from = at + text.length;
      const [inside, start] = holder.pieces.findLast(([one]) => one <= at);
      return start + at - inside;
    });
    let before = 0;
    let next = 0;
    places.forEach((place, number) => {
      const text = blocks[number][1];
      if (place < 0) {
        while (next < places.length && (next <= number || places[next] < before)) next++;
        const stop = next < places.length ? places[next] : all.length;
        const at = all.slice(before, stop).indexOf(text);
        if (at >= 0) places[number] = before + at;
      }
      if (places[number] >= before) before = places[number] + text.length;
    });
    return places;
  }

  // In the raw file: for each block null where it was not found, "" where it is laid out, else why
  // it is not or cannot be seen.
  function raw(blocks) {
    const nodes = textNodes(document.documentElement).filter(
      (node) => !SILENT.has(node.parentElement.localName),
    );
    const pieces = nodes.map((node) => node.data.replace(HTML_SPACE, ""));
    const all = pieces.join("");
    const starts = [];
    let length = 0;
    for (const piece of pieces) {
      starts.push(length);
      length += piece.length;
    }
    const answers = [];
    const gone = [];
    placesOf(blocks, nodes, starts, all).forEach((at, number) => {
      if (at < 0) {
        answers.push(null);
        return;
      }
      const own = [];
      for (let one = lastUpTo(starts, at); one < nodes.length; one++) {
        if (starts[one] >= at + blocks[number][1].length) break;
        if (pieces[one]) own.push(nodes[one]);
      }
      const seen = own.filter((node) => {
        const range = new Range();
        range.selectNodeContents(node);
        return isSeen(range);
      });
      if (!seen.length) gone.push([number, own[0]]);
      const why = seen.map(veil);
      answers.push(why.length && why.every(Boolean) ? `laid out, but ${why[0]}` : "");
    });
    reasonsGone(gone.map(([, node]) => node)).forEach((cause, one) => (answers[gone[one][0]] = cause));
    return answers;
  }

  return { raw, copyReasons, copyVeils };
})()
