/** The login form in the page's header. */

import { loadSession, logIn, logOut } from "./api.js";
import { find } from "./dom.js";
import { bindForm, showError } from "./forms.js";

/**
 * @param {HTMLFormElement} form
 * @param {(name: string) => void} onChange called with the new name; empty after logout
 * @returns {Promise<string>} the initial name
 */
export async function startSession(form, onChange) {
  const field = find(form, "[name=name]", HTMLInputElement);
  const logOutButton = find(form, "button[type=button]", HTMLButtonElement);

  /** @param {string} name */
  function show(name) {
    form.dataset.name = name;
    find(form, "#session-name", HTMLElement).textContent = name;
    find(form, ".signed-in", HTMLElement).hidden = name === "";
    find(form, ".signed-out", HTMLElement).hidden = name !== "";
  }

  bindForm(
    form,
    async (fields) => {
      const { name } = await logIn(fields.name ?? "");
      show(name);
      logOutButton.focus(); // the button that had the focus is gone
      onChange(name);
    },
    { clears: "name" },
  );
  logOutButton.addEventListener("click", async () => {
    showError(form);
    try {
      await logOut();
      show("");
      field.focus();
      onChange("");
    } catch (error) {
      showError(form, error);
    }
  });

  const { name } = await loadSession();
  show(name ?? "");
  return name ?? "";
}
