"""What chapter 10 shows: data sheets, comparisons, the rubric and the gain."""
