// Shows the value under the pointer, or where the arrow keys have moved to, read from the chart's own data table.
for (const svg of document.querySelectorAll("svg[data-days]")) {
  const figure = svg.parentNode, table = figure.querySelector("table"), days = JSON.parse(svg.dataset.days);
  const from = +svg.dataset.left, to = +svg.dataset.right, end = days.at(-1);
  let at = 0;
  const show = (h) => {
    at = Math.min(Math.max(h, 0), end - .5);
    const day = days.findLastIndex((start) => start <= at), hour = String(Math.floor(at - days[day])).padStart(2, 0) + ":00";
    const row = [...table.tBodies[0].rows].find((one) => one.cells[0].textContent === hour);
    const known = row && days[day + 1] - days[day] === 24; // a day with a clock change has no plain hours
    const name = table.tHead.rows[0].cells[day + 1]?.textContent;
    figure.querySelector("output").textContent = known ? `${name} ${hour}  ${row.cells[day + 1].textContent}` : "";
    svg.querySelector(".cursor").setAttribute("transform", `translate(${from + at / end * (to - from)})`);
  };
  svg.onpointermove = (event) => {
    const { left, width } = svg.getBoundingClientRect();
    show(((event.clientX - left) / width * svg.viewBox.baseVal.width - from) / (to - from) * end);
  };
  svg.onkeydown = (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -24, PageDown: 24 }[event.key];
    if (step) { show(at + step); event.preventDefault(); }
  };
  svg.onfocus = () => show(at + .5);
}
