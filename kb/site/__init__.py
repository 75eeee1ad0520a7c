"""Knowledge becomes pages: every word chosen, sorted and sealed here, before any template."""
