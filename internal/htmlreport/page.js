"use strict";
(() => {
	const findings = [...document.querySelectorAll(".finding")];
	const form = document.getElementById("filters");
	const selects = [...form.querySelectorAll("select")];
	const text = document.getElementById("text");
	const count = document.getElementById("count");
	form.hidden = findings.length === 0;
	form.addEventListener("submit", (e) => e.preventDefault());

	const shown = () => findings.filter((f) => !f.hidden);
	const apply = () => {
		const words = text.value.toLowerCase();
		for (const f of findings) {
			f.hidden = selects.some((s) => s.value !== "" && f.dataset[s.dataset.filter] !== s.value) ||
				!f.textContent.toLowerCase().includes(words);
		}
		count.textContent = shown().length + " of " + findings.length;
	};
	form.addEventListener("input", apply);
	apply();

	// The summary of each finding has the focus in turn.
	const go = (step) => {
		const list = shown();
		if (list.length === 0) {
			return;
		}
		const at = list.findIndex((f) => f.contains(document.activeElement));
		const next = at < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + step, 0), list.length - 1);
		list[next].querySelector("summary").focus();
		list[next].scrollIntoView({block: "start"});
	};
	document.addEventListener("keydown", (e) => {
		if (e.ctrlKey || e.metaKey || e.altKey) {
			return;
		}
		if (e.key === "Escape") {
			for (const s of selects) {
				s.value = "";
			}
			text.value = "";
			apply();
			document.activeElement.blur();
			return;
		}
		if (["INPUT", "SELECT"].includes(document.activeElement.tagName)) {
			return;
		}
		const keys = {j: () => go(1), k: () => go(-1), "/": () => text.focus()};
		if (keys[e.key]) {
			e.preventDefault();
			keys[e.key]();
		}
	});
})();
