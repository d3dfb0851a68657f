// Shows the value under the pointer, read from the chart's own data table.
for (const svg of document.querySelectorAll("svg[data-days]")) {
  const figure = svg.parentNode, table = figure.querySelector("table"), days = JSON.parse(svg.dataset.days);
  svg.onpointermove = (event) => {
    const { left, width } = svg.getBoundingClientRect(), { left: from, right: to } = svg.dataset;
    const x = (event.clientX - left) / width * svg.viewBox.baseVal.width, h = (x - from) / (to - from) * days.at(-1);
    const day = days.findLastIndex((start) => start <= h), hour = String(Math.floor(h - days[day])).padStart(2, 0) + ":00";
    const row = [...table.tBodies[0].rows].find((one) => one.cells[0].textContent === hour);
    const known = row && days[day + 1] - days[day] === 24; // a day with a clock change has no plain hours
    const at = table.tHead.rows[0].cells[day + 1]?.textContent;
    figure.querySelector("output").textContent = known ? `${at} ${hour}  ${row.cells[day + 1].textContent}` : "";
    svg.querySelector(".cursor").setAttribute("transform", `translate(${x})`);
  };
}
