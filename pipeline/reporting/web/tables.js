// Tables by Tabulator: named for screen readers, sorted by keyboard, a page of rows at a time.

Libraries.Tabulator.registerModule([
  Libraries.AjaxModule,
  Libraries.FormatModule,
  Libraries.InteractionModule,
  Libraries.PageModule,
  Libraries.ResizeTableModule,
  Libraries.SortModule,
]);

const PAGE_SIZES = [25, 50, 200];
const PRINTED_ROWS = 2000;

/** Settings that all tables share. */
function tableOptions(columns) {
  return {
    columns: columns.map((column) => ({ ...column, titleFormatter: sortButton })),
    layout: "fitColumns",
    renderVertical: "basic",
    placeholder: t("nothing_here"),
    headerSortTristate: true,
    rowFormatter: (row) => {
      for (const cell of row.getElement().children) cell.setAttribute("role", "cell");
    },
    locale: run.language,
    langs: {
      [run.language]: {
        data: { loading: t("web_loading"), error: "" },
        pagination: {
          page_size: t("web_page_size"),
          page_title: t("web_page"),
          first: "«",
          first_title: t("web_first"),
          last: "»",
          last_title: t("web_last"),
          prev: "‹",
          prev_title: t("web_before"),
          next: "›",
          next_title: t("web_after"),
        },
      },
    },
  };
}

/** A heading that sorts is a button, so that it can be reached and pressed by keyboard. */
function sortButton(cell) {
  const { title, headerSort } = cell.getColumn().getDefinition();
  if (headerSort === false) return el("span", {}, title);
  return el("button", { type: "button", class: "sort" }, title, spoken(`, ${t("web_sort")}`));
}

/**
 * Makes a table and gives it its name. Tabulator takes every table for a grid that is edited cell
 * by cell; these are read, so they are tables, and what turns their pages stands beside them.
 */
function makeTable(id, options, name) {
  const element = document.getElementById(id);
  const table = new Libraries.Tabulator(element, options);
  return new Promise((resolve) => {
    table.on("tableBuilt", () => {
      element.setAttribute("role", "table");
      element.setAttribute("aria-label", name);
      element.setAttribute("tabindex", "-1");
      element.removeAttribute("aria-owns");
      element.querySelector(".tabulator-tableholder").removeAttribute("tabindex");
      const footer = element.querySelector(".tabulator-footer");
      if (footer) element.after(pager(footer, table, element, name));
      resolve(table);
    });
  });
}

/** What turns the pages; who turns one is taken to the head of the table. */
function pager(footer, table, element, name) {
  let turned = false;
  footer.addEventListener("click", (event) => {
    turned = Boolean(event.target.closest(".tabulator-page"));
  }, true);
  table.on("pageLoaded", () => {
    if (turned) element.focus();
    turned = false;
  });
  return el("nav", { class: "pager", "aria-label": `${t("web_page")}: ${name}` }, footer);
}

/**
 * A table over many rows, of which it holds a page.
 * `rows()` gives the rows' ids, `show(id)` a row's cells, `keys[field](id)` what it sorts by.
 */
async function pagedTable(id, { name, columns, rows, show, keys }) {
  const page = ({ page: number = 1, size, sort = [] }) => {
    const ids = sorted(rows(), keys, sort);
    const start = (number - 1) * size;
    return {
      last_page: Math.max(1, Math.ceil(ids.length / size)),
      last_row: ids.length,
      data: ids.slice(start, start + size).map(show),
    };
  };
  const table = await makeTable(id, {
    ...tableOptions(columns),
    pagination: true,
    paginationMode: "remote", // of Tabulator's ways the one that asks for a page at a time
    paginationSize: PAGE_SIZES[1],
    paginationSizeSelector: PAGE_SIZES,
    paginationCounter: (size, first, _page, all) =>
      all ? t("web_rows", { from: first, to: Math.min(first + size - 1, all), all }) : "",
    sortMode: "remote",
    ajaxURL: "run",
    ajaxRequestFunc: async (_url, _config, params) => page(params),
    dataLoader: false,
  }, name);
  return {
    renew: () => table.setPage(1),
    /** Shows all rows that a print takes; gives back how to undo it. */
    printable: async () => {
      const size = table.getPageSize();
      await table.setPageSize(PRINTED_ROWS);
      await table.setPage(1);
      return () => table.setPageSize(size);
    },
  };
}

/** Ids in the order of the sorters; equal ones stay as they are. */
function sorted(ids, keys, sorters) {
  if (!sorters.length) return ids;
  const { field, dir } = sorters[0];
  const sign = dir === "desc" ? -1 : 1;
  const keyOf = new Map(ids.map((id) => [id, keys[field](id)]));
  return [...ids].sort((one, other) => {
    const a = keyOf.get(one);
    const b = keyOf.get(other);
    return sign * (typeof a === "string" ? alphabet.compare(a, b) : a - b);
  });
}

/** Tabulator's formatter for a cell whose value is an element or a text. */
const asIs = (cell) => cell.getValue();
