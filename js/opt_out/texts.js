/** What the opt-out form says, by language; each can be replaced by an attribute of the element. */
export const TEXTS = {
  en: {
    intro: "You may choose not to have your visit here counted. The people who run this site then learn less about what works.",
    label: "Count my visits",
    in: "Your visits are counted.",
    out: "Your visits are not counted.",
    lost: "Your choice is kept in a cookie, but this browser does not keep cookies for this site.",
  },
  fr: {
    intro: "Vous pouvez refuser que votre visite soit comptée. Les responsables du site en apprendront moins sur ce qui fonctionne.",
    label: "Compter mes visites",
    in: "Vos visites sont comptées.",
    out: "Vos visites ne sont pas comptées.",
    lost: "Votre choix est conservé dans un cookie, mais ce navigateur n’en garde pas pour ce site.",
  },
  de: {
    intro: "Sie können entscheiden, dass Ihr Besuch nicht gezählt wird. Die Betreiber erfahren dann weniger darüber, was gut ankommt.",
    label: "Meine Besuche zählen",
    in: "Ihre Besuche werden gezählt.",
    out: "Ihre Besuche werden nicht gezählt.",
    lost: "Ihre Wahl steht in einem Cookie, aber dieser Browser behält für diese Website keine Cookies.",
  },
  es: {
    intro: "Puede decidir que no se cuente su visita. Así, quienes llevan el sitio sabrán menos sobre lo que funciona.",
    label: "Contar mis visitas",
    in: "Sus visitas se cuentan.",
    out: "Sus visitas no se cuentan.",
    lost: "Su elección se guarda en una cookie, pero este navegador no conserva cookies de este sitio.",
  },
  it: {
    intro: "Può scegliere che la sua visita non venga contata. Chi gestisce il sito saprà allora meno su che cosa funziona.",
    label: "Conta le mie visite",
    in: "Le sue visite vengono contate.",
    out: "Le sue visite non vengono contate.",
    lost: "La sua scelta è conservata in un cookie, ma questo browser non conserva cookie per questo sito.",
  },
  nl: {
    intro: "U kunt ervoor kiezen dat uw bezoek niet wordt geteld. De beheerders weten dan minder over wat goed werkt.",
    label: "Mijn bezoeken tellen",
    in: "Uw bezoeken worden geteld.",
    out: "Uw bezoeken worden niet geteld.",
    lost: "Uw keuze staat in een cookie, maar deze browser bewaart geen cookies voor deze site.",
  },
  pt: {
    intro: "Pode escolher que a sua visita não seja contada. Quem gere o site saberá então menos sobre o que funciona.",
    label: "Contar as minhas visitas",
    in: "As suas visitas são contadas.",
    out: "As suas visitas não são contadas.",
    lost: "A sua escolha fica num cookie, mas este navegador não guarda cookies deste site.",
  },
};
