#ifndef REFERENCE_H
#define REFERENCE_H

#include "base/str.h"

void put(str);
/* for a cell of a table, which a bar would end */
void put_cell(str);

/* Each prints one generated part; false if the name is not known. */
/* every limit of base/limit.def, in Japanese or English */
bool limits_part(str language);
bool man_limits_part(str language);
bool figures_part(str name);
bool no_figures_part(str name);
bool years_part(str name);
bool no_years_part(str name);
bool sheets_part(str name);
bool figure_columns_part(str name);
bool man_synopsis_part(str language);
bool man_options_part(str language);
bool man_files_part(str language);
bool man_keys_part(str language);
bool man_sheets_part(str language);
bool man_layouts_part(str language);
bool man_backs_part(str language);
bool man_api_part(str language);
bool man_codes_part(str language);

#endif
